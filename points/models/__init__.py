from points.models.claim import Claim, Objection
from points.models.ledger import Account, Entry, Movement, PassbookCode
from points.models.scheme import Rule, Scheme
from points.models.shop import Item, Redemption, Shop, Stock

__all__ = [
    "Account", "Claim", "Entry", "Item", "Movement", "Objection", "PassbookCode", "Redemption", "Rule", "Scheme",
    "Shop", "Stock",
]  # fmt: skip
