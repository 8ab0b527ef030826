"""Who is told of a record: nobody hears of what they may not see, and nothing is said of whom it is about."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from grids import inbox
from grids.models import Post
from residents.models import CareCase
from residents.rules import care as rules


def keepers(places: Iterable, today: date) -> dict[tuple[str, int | None], list[int]]:
    """{(permission, area): who keeps care there and holds it}, for the communities and streets of `places`.

    places: areas or placed rows, such as records.
    """
    areas = {area for place in places for area in (place.community_id, place.street_id)}
    posts = Post.objects.current(today).filter(areas__in=areas - {None}, role__grants__contains=[rules.KEEP])
    found = defaultdict(list)
    for area, user, grants in posts.filter(user__is_active=True).values_list("areas", "user", "role__grants"):
        for grant in grants:
            found[grant, area].append(user)
    return found


def nearest(told: dict, care: CareCase, place) -> list[int]:
    """Who keeps `care` in the community of `place`; where nobody there may, in its street."""
    grant = care.category.read_grant
    return told[grant, place.community_id] or told[grant, place.street_id]


def tell_keepers(care: CareCase, place, kind: str, *, today: date, also: Iterable[int] = (), but=None) -> None:
    """Those who may decide where `place` lies, and `also` these; but not whoever just did what is told.

    Where nobody else in the community may, its street hears of it: a second person has to decide.
    """
    told, grant, done_by = keepers([place], today), care.category.read_grant, but and but.pk
    decide = [pk for pk in told[grant, place.community_id] if pk != done_by] or told[grant, place.street_id]
    people = dict.fromkeys(pk for pk in (*also, *decide) if pk != done_by)
    inbox.tell(people, kind, {}, care.get_absolute_url())
