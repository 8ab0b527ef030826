"""Service orders and wishes of the demo accounts' community, in every step, through the same acts as the pages'."""

import random
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from config.demo.areas import WORDS, Place
from grids.models import Area
from residents import actions
from residents.models import CareVisit
from volunteers.actions import dispatch, order_rating, order_service, orders, service_menu, wishes
from volunteers.enums.orders import Channel, Means, Mode, Praise
from volunteers.models import ServiceItem, ServiceOrder, Team

SEED = 45
WHAT = {
    "shopping": "米十斤、油一桶", "insurance": "城乡居民医保续缴", "papers": "高龄补贴申请材料",
    "repair": "冰箱不制冷", "haircut": "行动不便，上门理发", "cleaning": "擦玻璃", "company": "陪同到市医院复诊",
    "phone-help": "学会视频通话", "tutoring": "四年级数学", "other": "搬一张床",
}  # fmt: skip
ON_PAGE = ("shopping", "insurance", "repair", "haircut", "company", "phone-help", "other")
STREETS = ("东梅小区", "文献小区", "北街花园")
# how far an order has gone: how many of each; those that were rated are as many as the size says
HOW_MANY = {"ordered": 4, "offered": 5, "taken": 5, "started": 4, "done": 5, "rated": 0, "cancelled": 2}
WORDS_OF_THANKS = ("小伙子很细心", "来得准时，修好了", "谢谢社区", "比约好的晚了一小时", "老人很满意")


def load(place: Place, staff, rated: int, now: datetime) -> int:
    dice, community = random.Random(SEED), Area.objects.get(pk=place.lines[0].pk)
    _menu(community, staff["community"])
    items = [item for item in ServiceItem.objects.offered_in(community) if item.code in WHAT]
    made = 0
    for step, many in (HOW_MANY | {"rated": rated}).items():
        for _each in range(many):
            made += _one(step, dice.choice(items), community, staff["community"], dice, now)
    made += _by_page(community, staff["community"], dice, now) + _from_a_visit(staff["grid"], now)
    _wishes(Area.objects.get(pk=place.lines[0].pk), staff, dice, now)
    return made


def _menu(community: Area, by) -> None:
    """What the community made its own: a question of the shopping, and its public page."""
    shopping = ServiceItem.objects.offered_in(community).get(code="shopping")
    service_menu.change(community, shopping.pk, by=by, asks="买什么，各多少？")
    service_menu.set_page(community, list(ON_PAGE), by=by, on=True)


def _by_page(community: Area, by, dice: random.Random, now: datetime) -> int:
    """By residents themselves: some are checked already."""
    items = ServiceItem.objects.on_page_of(community)
    for at, code in enumerate(ON_PAGE):
        item, then = items.get(code=code), now - timedelta(minutes=70 - 10 * at)
        facts = _typed(item, dice, then) | {"channel": Channel.PAGE}
        order = orders.order(community, item, by=None, now=then, **facts)
        if at % 2:
            orders.check(order.pk, by=by, now=then + timedelta(minutes=5))
    return len(ON_PAGE)


def _from_a_visit(by, now: datetime) -> int:
    """The need that a care visit found; the order says nothing of it."""
    visits = CareVisit.objects.filter(done_by=by, needs__isnull=False, care__category__code="living_alone")
    actions.pass_on(visits.earliest("pk").pk, to="order", choice="other", by=by, now=now - timedelta(minutes=20))
    return 1


def _one(step: str, item: ServiceItem, community: Area, by, dice: random.Random, now: datetime) -> int:
    open_ones = ("ordered", "offered", "taken", "started")
    ago = timedelta(minutes=dice.randint(5, 90)) if step in open_ones else timedelta(days=dice.randint(2, 40))
    at = now - ago
    order = orders.order(community, item, by=by, now=at, **_typed(item, dice, at))
    if step == "ordered":
        return 1
    try:
        dispatch.offer_by_rule(order.pk, by=by, now=at + timedelta(minutes=1))
    except ValidationError:
        return 1  # nobody has the skill: it waits to be dispatched by hand
    if step == "cancelled":
        orders.cancel(order.pk, by=by, why="家属已经办好", now=at + timedelta(minutes=2))
    elif step != "offered":
        _served(step, order, dice, at)
    return 1


def _typed(item: ServiceItem, dice: random.Random, at: datetime) -> dict:
    facts = {
        "name": dice.choice(WORDS["surnames"]) + dice.choice(WORDS["given"]),
        "phone": f"1990020{dice.randint(0, 9999):04}",  # numbers that nobody has
        "place": f"{dice.choice(STREETS)}{dice.randint(1, 20)}幢{dice.randint(1, 6)}0{dice.randint(1, 4)}室",
        "details": WHAT[item.code], "channel": dice.choice(("counter", "phone", "phone")),
        "for_another": dice.random() < 0.4,
    }  # fmt: skip
    if item.mode == Mode.APPOINTMENT:
        facts |= {"wanted_at": at + timedelta(days=1), "meet_at": "小区东门"}
    if item.mode == Mode.ONLINE:
        facts["means"] = dice.choice((Means.WECHAT, Means.VIDEO))
    if item.mode == Mode.AGENT:
        facts["handed_over"] = dice.choice(("社保卡一张", "现金200元", ""))
    return facts


def _served(step: str, order: ServiceOrder, dice: random.Random, at: datetime) -> None:
    offer = order.offers.order_by("pk").first()
    order_service.take(offer.pk, by=None, now=at + timedelta(minutes=2))
    if step == "taken":
        return
    order_service.start(offer.pk, by=None, now=at + timedelta(minutes=4))
    if step == "started":
        return
    order_service.finish(offer.pk, by=None, no_photo_reason="在老人家中，不便拍照", now=at + timedelta(hours=2))
    if step == "rated":
        stars = dice.choice((5, 5, 5, 4, 4, 3, 2))
        reasons = [Praise.PROMPT, Praise.FRIENDLY] if stars > 3 else [Praise.LATE]
        order_rating.rate(
            order.pk, by=None, rating=stars, reasons=reasons, text=dice.choice(WORDS_OF_THANKS),
            now=at + timedelta(hours=5),
        )  # fmt: skip


WISHES = (
    "想要一副老花镜", "想要一台收音机听戏", "想给孙女要一套四年级课外书", "想要一辆轮椅推出去晒太阳", "想拍一张全家福",
    "想要一床厚被子", "想学会用手机看孙子", "想要一个学习台灯", "想有人陪着过生日",
)  # fmt: skip


def _wishes(community: Area, staff, dice: random.Random, now: datetime) -> None:
    """Posted by the grid worker, reviewed by the community: two of each step, the last ones thanked for."""
    team = Team.objects.standing().below(community).order_by("pk").first()
    grid, by = staff["grid"], staff["community"]
    where = grid.posts.first().areas.first()
    for at, words in enumerate(WISHES):
        day = now - timedelta(days=len(WISHES) - at)
        name = dice.choice(WORDS["surnames"]) + dice.choice(WORDS["given"])
        phone = f"1990030{dice.randint(0, 9999):04}"
        made = wishes.post(where, words, by=grid, name=name, phone=phone, place=dice.choice(STREETS), now=day)
        if at >= 7:
            continue
        wishes.review(made.pk, by=by, shows=True, now=day + timedelta(hours=1))
        if at >= 4:
            continue
        wishes.claim(made.pk, by=by, team=team, now=day + timedelta(hours=5))
        if at >= 2:
            continue
        wishes.fulfil(made.pk, by=by, text="已送到家中", now=day + timedelta(hours=30))
        if at == 0:
            wishes.thank(made.pk, by=grid, text="谢谢大家，戴上看报清楚多了", now=day + timedelta(hours=40))
