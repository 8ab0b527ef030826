"""Points of the demo accounts' community: a scheme with its shop, passbooks with a year of deeds, some exchanges."""

import random
import uuid
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from grids.models import Area, User
from points import opening
from points.actions import claims, expiry, passbooks, schemes, shop
from points.actions.redeem import redeem
from points.models import Account, Item, Scheme, Shop
from residents.models import Membership

DEEDS = {
    "volunteering": [
        "垃圾分类桶边督导",
        "绿色环保：植树与清运枯枝",
        "蓝色平安：夜间义务巡逻",
        "红色宣讲：信访工作条例进楼院",
        "橙色便民：为独居老人代购药品",
        "白色健康：协助义诊秩序",
    ],
    "mediation": ["楼上浇花淋湿楼下衣物，协助劝和", "占道停车纠纷，陪同调解", "广场舞音量纠纷，参与评理"],
    "rescue": ["发现车棚电动车起火并组织扑救", "台风夜协助转移积水住户"],
}
GOODS = [("牙膏", "120 克", "3", 46), ("香皂", "1 块", "2", 80), ("食用油", "900 毫升", "6", 22),
         ("大米", "2.5 千克", "8", 15), ("洗衣液", "1 千克", "7", 0), ("电饭煲", "3 升", "60", 2)]  # fmt: skip


def load(many: int, now: datetime) -> int:
    """How many passbooks there are, of those asked for. The grid leader asks for points, the community certifies."""
    office, second = (User.objects.get(username=name) for name in ("community", "grid"))
    home = office.scope.hat.reaches[0].area_id
    scheme = Scheme.objects.create(area_id=home, name="爱心积分存折", expires_months=7)
    schemes.lay_down(
        scheme.pk, by=office, code="", name="清扫楼道积雪落叶", amount=Decimal("0.5"), cap=None, cap_per="",
        basis="居民议事会商定", valid_from=timezone.localdate(),
    )  # fmt: skip
    hours, note = opening.parsed("周三、周六 9:00–11:30"), "法定节假日休息"
    kept = Shop.objects.create(scheme=scheme, place="党群服务中心一楼", hours=hours, opening=note)
    items = _goods(kept, office, now)
    dice = random.Random(7)
    people = _people(Area.objects.get(pk=second.scope.hat.reaches[0].area_id), many)
    for person in people:
        account = passbooks.open_for_resident(scheme, person, by=second)
        _year(account, dice, second, office, now)
        _exchange(account, items, dice, office, now)
    _open_claims(scheme, second, now)
    _left_behind(people[0], now)
    expiry.announce(now)
    return scheme.accounts.passbooks().count()


def _people(grid: Area, many: int) -> list[int]:
    """Grown-ups of one grid, its first units first."""
    living = Membership.objects.current().below(grid).filter(is_living=True)
    grown = living.filter(resident__born_on__lt=timezone.localdate() - timedelta(days=25 * 365))
    return list(grown.order_by("area_id", "pk").values_list("resident", flat=True)[:many])


def _goods(kept: Shop, by, now: datetime) -> list[Item]:
    items = []
    for name, pack, price, stock in GOODS:
        item = shop.put_on_offer(kept.pk, by=by, name=name, pack=pack, price=Decimal(price))
        if stock:
            shop.deliver(item.pk, stock, by=by, note=f"{now:%Y}-01-{len(items) + 1:03}", now=now - timedelta(days=200))
        items.append(item)
    return items


def _year(account: Account, dice: random.Random, asks, certifies, now: datetime) -> None:
    for nth in range(dice.randint(3, 9)):
        code = dice.choices(list(DEEDS), weights=[6, 3, 1])[0]
        at = now - timedelta(days=180 - 18 * nth, hours=dice.randint(1, 6))
        asked = claims.claim(
            account, code, source=("demo", uuid.UUID(int=dice.getrandbits(128)).hex), by=asks,
            words=dice.choice(DEEDS[code]), done_on=timezone.localdate(at), now=at,
        )  # fmt: skip
        claims.certify(asked.pk, by=certifies, now=at + timedelta(hours=2))


def _exchange(account: Account, items: list[Item], dice: random.Random, by, now: datetime) -> None:
    account.refresh_from_db()
    if account.balance >= 6 and dice.random() < 0.7:
        item = dice.choice(items[:2])
        token = uuid.UUID(int=dice.getrandbits(128))
        at = now - timedelta(days=dice.randint(1, 5))
        ref, code = redeem(account.pk, item.pk, 1, by=by, token=token, now=at)
        if dice.random() < 0.5:
            shop.hand_over(ref, code, by=by, now=at)


def _open_claims(scheme: Scheme, asks, now: datetime) -> None:
    for nth, account in enumerate(scheme.accounts.passbooks().select_related("scheme")[:4]):
        claims.claim(
            account, "volunteering", source=("demo", f"open-{nth}"), by=asks, words="文明养犬劝导",
            done_on=timezone.localdate(now - timedelta(days=1)), now=now - timedelta(hours=5),
        )  # fmt: skip


def _left_behind(person: int, now: datetime) -> None:
    """Somebody who came from the community beside this one, which keeps their passbook still."""
    office = User.objects.get(username="community2")
    home = office.scope.hat.reaches[0].area_id
    scheme = Scheme.objects.create(area_id=home, name="邻里互助积分", last_number=1)
    account = Account.objects.create(scheme=scheme, area_id=home, resident_id=person, number=1)
    at = now - timedelta(days=100)
    asked = claims.claim(
        account, "mediation", source=("demo", "left-behind"), words=DEEDS["mediation"][0],
        done_on=timezone.localdate(at), now=at,
    )  # fmt: skip
    claims.certify(asked.pk, by=office, now=at)
