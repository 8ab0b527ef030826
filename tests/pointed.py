"""A community of the town with points: a scheme, its shop and passbooks, for tests."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from points.actions import claims, passbooks, shop
from points.actions.redeem import redeem
from points.models import Account, Claim, Item, Redemption, Scheme, Shop
from residents.models import Resident
from tests.registered import entry
from tests.town import MORNING, Town


@dataclass
class Points:
    town: Town
    scheme: Scheme
    shop: Shop

    def somebody(self, room: str = "1", **names) -> Resident:
        return entry(self.town.unit, room=room, **names)

    def passbook(self, room: str = "1") -> Account:
        return passbooks.open_for_resident(self.scheme, self.somebody(room).pk, by=self.town.unit_head)

    def claim(self, account: Account, code: str = "rescue", source: str = "", **facts) -> Claim:
        facts = {"words": "参与防汛抢险", "done_on": MORNING.date(), "now": MORNING} | facts
        source_of = ("test", source or uuid.uuid4().hex[:12])
        return claims.claim(account, code, source=source_of, by=self.town.unit_head, **facts)

    def award(self, account: Account, code: str = "rescue", **facts) -> Claim:
        asked = self.claim(account, code, **facts)
        return claims.certify(asked.pk, by=self.town.community_staff, now=facts.get("now", MORNING))

    def item(self, price: str = "2", stock: int = 5, name: str = "香皂") -> Item:
        made = Item.objects.create(shop=self.shop, area=self.scheme.area, name=name, price=Decimal(price))
        if stock:
            shop.deliver(made.pk, stock, by=self.town.community_staff, note=f"单{made.pk}")
        return Item.objects.get(pk=made.pk)

    def redeem(self, account: Account, item: Item, quantity: int = 1, **facts) -> tuple[Redemption, str]:
        facts = {"by": self.town.community_staff, "token": uuid.uuid4(), "now": MORNING} | facts
        ref, code = redeem(account.pk, item.pk, quantity, **facts)
        return Redemption.objects.get(ref=ref), code

    @staticmethod
    def balance(account: Account) -> Decimal:
        return Account.objects.values_list("balance", flat=True).get(pk=account.pk)


def build(town: Town, **terms) -> Points:
    scheme = Scheme.objects.create(area=town.community, name="爱心积分存折", **terms)
    return Points(town, scheme, Shop.objects.create(scheme=scheme, place="党群服务中心一楼", opening="每周三、六上午"))
