"""微心愿: posted, reviewed by another person, claimed by exactly one, fulfilled, thanked."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.start import NotNow, post_of
from grids import inbox
from grids.actions.reveal import note_look
from grids.fields import plain
from grids.models import Area, SubjectKey
from grids.models.area import ANCESTORS
from grids.privacy import identity
from grids.words import reasons
from residents.actions.people import is_phone
from volunteers import rules
from volunteers.actions.orders import dispatchers
from volunteers.enums.orders import WishAct, WishStep
from volunteers.models import Wish, WishLine

# act: from which step, and to which
MOVES = {
    WishAct.SHOW: (WishStep.POSTED, WishStep.SHOWN),
    WishAct.REFUSE: (WishStep.POSTED, WishStep.REFUSED),
    WishAct.TAKE_OFF: (WishStep.SHOWN, WishStep.REFUSED),
    WishAct.CLAIM: (WishStep.SHOWN, WishStep.CLAIMED),
    WishAct.GIVE_UP: (WishStep.CLAIMED, WishStep.SHOWN),
    WishAct.FULFIL: (WishStep.CLAIMED, WishStep.FULFILLED),
    WishAct.THANK: (WishStep.FULFILLED, WishStep.THANKED),
    WishAct.LOOK: (WishStep.CLAIMED, WishStep.CLAIMED),
}
CLAIMANTS = ("by_volunteer", "by_team", "by_organisation")


@transaction.atomic
def post(
    area: Area,
    words: str,
    *,
    by,
    name: str,
    phone: str = "",
    place: str = "",
    token: uuid.UUID | None = None,
    now=None,
) -> Wish:
    """By or for a resident. The words must not say who it is: whoever reviews them looks at that."""
    now = now or timezone.now()
    rules.need(by, rules.KEEP, area)
    number = identity.normalise_phone(phone)
    if not name.strip():
        raise ValidationError({"name": _("Say whose wish it is.")})
    if number and not is_phone(number):
        raise ValidationError({"phone": _("This is not a phone number.")})
    if name.strip() in words or (number and number in words):
        raise ValidationError({"words": _("The wish is shown to all: write it without name and phone.")})
    made = Wish(
        area=area, words=words.strip(), name=name.strip(), phone=number, place=place.strip(), posted_by=by,
        subject=SubjectKey.issue(), posted_at=now, token=token or uuid.uuid4(),
    )  # fmt: skip
    made.clean_fields(exclude={field.name for field in made._meta.fields} - {"words", "name", "phone", "place"})
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return Wish.objects.get(token=made.token, posted_by=by)
    made.refresh_from_db(fields=ANCESTORS)
    _record(made, WishAct.POST, by, now)
    _tell(made, [user for user in dispatchers(made) if user != by.pk], "wish_posted")
    return made


@transaction.atomic
def review(wish_id: int, *, by, shows: bool, why: str = "", now: datetime | None = None) -> Wish:
    """By another person than who posted it; with the reason where it is not shown."""
    made = _begin(wish_id, WishAct.SHOW if shows else WishAct.REFUSE, by, rules.DISPATCH)
    if made.posted_by_id == by.pk:
        raise PermissionDenied
    if not shows:
        reasons.need(why)
    made.reviewed_by = by
    _record(made, WishAct.SHOW if shows else WishAct.REFUSE, by, now, why)
    _tell(made, [made.posted_by_id], "wish_shown" if shows else "wish_refused")
    return made


@transaction.atomic
def take_off(wish_id: int, *, by, why: str, now: datetime | None = None) -> Wish:
    """It is needed no more, and waits for nobody: by whoever posted it or reviews there. Whoever posted it is told."""
    made = _begin(wish_id, WishAct.TAKE_OFF, by, rules.READ)
    if not may_take_off(by, made):
        raise PermissionDenied
    _record(made, WishAct.TAKE_OFF, by, now, reasons.need(why))
    _tell(made, [made.posted_by_id] if made.posted_by_id != by.pk else [], "wish_taken_off")
    return made


def may_take_off(by, made: Wish) -> bool:
    return made.posted_by_id == by.pk or by.scope.may(rules.DISPATCH, made)


@transaction.atomic
def claim(wish_id: int, *, by, volunteer=None, team=None, organisation=None, now: datetime | None = None) -> Wish:
    """By one volunteer, team or organisation; `by` answers for it. The row is locked: the first has it."""
    now = now or timezone.now()
    made = _begin(wish_id, WishAct.CLAIM, by, rules.READ)
    chosen = [one for one in (volunteer, team, organisation) if one is not None]
    if len(chosen) != 1:
        raise ValidationError(_("One volunteer, one team or one organisation claims a wish."))
    if not may_claim(by, made, volunteer):
        raise PermissionDenied
    made.by_volunteer, made.by_team, made.by_organisation = volunteer, team, organisation
    made.claimed_by, made.claimed_at = by, now
    _record(made, WishAct.CLAIM, by, now)
    _tell(made, [made.posted_by_id], "wish_claimed")
    return made


def may_claim(by, made: Wish, volunteer=None) -> bool:
    """For oneself as a volunteer; for others whoever takes volunteers in there."""
    own = volunteer is not None and volunteer.user_id == by.pk
    return own or by.scope.may(rules.KEEP, made)


@transaction.atomic
def give_up(wish_id: int, *, by, why: str, now: datetime | None = None) -> Wish:
    """Back to the board."""
    made = _begin(wish_id, WishAct.GIVE_UP, by, rules.READ)
    _need_claimer(by, made)
    reasons.need(why)
    for name in (*CLAIMANTS, "claimed_by", "claimed_at"):
        setattr(made, name, None)
    _record(made, WishAct.GIVE_UP, by, now, why)
    return made


def tell_who_left(volunteers: Iterable[int]) -> None:
    """What these volunteers had claimed, inside the act that ends them: whoever answers for it gives it back or finds
    another; where that was the volunteer's own account, or serves there no more, those who dispatch."""
    left = Wish.objects.filter(step=WishStep.CLAIMED, by_volunteer__in=volunteers)
    for made in left.select_related("by_volunteer", "claimed_by").order_by("pk"):
        one = made.claimed_by
        answers = one.pk != made.by_volunteer.user_id and one.is_active and one.scope.reaches(rules.READ, made)
        _tell(made, [one.pk] if answers else dispatchers(made), "wish_left")


@transaction.atomic
def fulfil(wish_id: int, *, by, text: str, photo=None, now: datetime | None = None) -> Wish:
    """With a photo, or with words that say how."""
    now = now or timezone.now()
    made = _begin(wish_id, WishAct.FULFIL, by, rules.READ)
    _need_claimer(by, made)
    if photo is None and len(text.strip()) < reasons.SHORTEST:
        raise ValidationError({"text": _("Add a photo, or say in a few words how.")})
    made.fulfilled_at = now
    _record(made, WishAct.FULFIL, by, now, text, photo)
    _tell(made, [made.posted_by_id], "wish_fulfilled")
    return made


@transaction.atomic
def thank(wish_id: int, *, by, text: str, now: datetime | None = None) -> Wish:
    """The words of whose wish it was, written down by whoever heard them; never by who fulfilled it themselves."""
    made = _begin(wish_id, WishAct.THANK, by, rules.KEEP)
    if is_own(by, made):
        raise PermissionDenied
    reasons.need(text, "text")
    _record(made, WishAct.THANK, by, now, text)
    _tell(made, [made.claimed_by_id], "wish_thanked")
    return made


def is_own(by, made: Wish) -> bool:
    """True for the volunteer who fulfilled it."""
    return made.by_volunteer_id is not None and made.by_volunteer.user_id == by.pk


@transaction.atomic
def look(wish_id: int, *, by, now: datetime | None = None) -> dict[str, str]:
    """Whose wish it is: for whoever claimed it, until it is fulfilled. It stands in the record."""
    if not Wish.objects.filter(pk=wish_id, claimed_by=by).exists():
        raise PermissionDenied
    made = _begin(wish_id, WishAct.LOOK, by, rules.READ)
    if made.claimed_by_id != by.pk:  # given back meanwhile, and claimed by somebody else
        raise PermissionDenied
    _record(made, WishAct.LOOK, by, now)
    note_look("name", "volunteers.wish", made.ref, by=by)
    return {part: plain(made, part) for part in ("name", "phone", "place")}


def _need_claimer(by, made: Wish) -> None:
    if made.claimed_by_id != by.pk and not by.scope.may(rules.DISPATCH, made):
        raise PermissionDenied


def _begin(wish_id: int, act: WishAct, by, grant: str) -> Wish:
    made = Wish.objects.select_for_update(of=("self",), no_key=True).select_related("subject", "area").get(pk=wish_id)
    rules.need(by, grant, made)
    before, after = MOVES[act]
    if made.step != before:
        raise NotNow(f"{act} is no way on from {made.step}")
    made.step = after
    return made


def _record(made: Wish, act: WishAct, by, now: datetime | None, text: str = "", photo=None) -> None:
    made.save()
    WishLine.objects.create(
        wish=made, act=act, at=now or timezone.now(), user=by, post_id=post_of(by, made), text=text.strip()[:300],
        photo=photo,
    )  # fmt: skip


def _tell(made: Wish, people: Iterable[int], kind: str) -> None:
    inbox.tell(people, kind, {"wish": made.words}, made.get_absolute_url())
