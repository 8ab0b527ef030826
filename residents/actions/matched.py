"""Headings that somebody matched by hand. Whose they are: area=… for its ledgers, sender=…, form=… for an office's."""

from residents.ledgers import headings
from residents.models import MatchedHeading

LONGEST = 60


def remembered(**whose) -> dict[str, str]:
    """folded heading -> code; "" for: leave this column alone."""
    return dict(MatchedHeading.objects.filter(**whose).values_list("heading", "code"))


def remember(heading: str, code: str, *, by, **whose) -> None:
    text = headings.folded(heading)[:LONGEST]
    MatchedHeading.objects.update_or_create(**whose, heading=text, defaults={"code": code, "by": by})
