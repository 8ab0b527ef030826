"""What came of an activity is written up by one person and certified by another; then its people are credited."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import Enum

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.people import Directory
from grids import history, inbox
from grids.models import StoredFile
from grids.words import reasons
from points.actions import claims, passbooks
from points.enums import Unit
from points.models import Claim, Scheme
from points.queries import rule_for
from residents.models import Membership as Home
from volunteers import rules
from volunteers.actions.activities import begin
from volunteers.actions.places import worth
from volunteers.enums import ActivityState
from volunteers.models import Activity, ActivityPhoto, Participation

RULE, SOURCE = "volunteering", "activity"
SHORTEST_OUTCOME = 10
MOST_PHOTOS = 9  # of one activity, however often it is written up


@transaction.atomic
def write_up(
    activity_id: int,
    *,
    by,
    audience: int,
    outcome: str,
    materials: str = "",
    hours: Mapping[int, Decimal] | None = None,
    photos: Iterable[StoredFile] = (),
    now: datetime | None = None,
) -> Activity:
    """The activity is over. hours: of a participation, where they are not those from coming to going; photos: new.

    Raises PermissionDenied, ValidationError before it ended or without an outcome in words.
    """
    now = now or timezone.now()
    made = begin(activity_id, by, rules.RUN, (ActivityState.PUBLISHED, ActivityState.HELD))
    if now < made.ends_at:
        raise ValidationError(_("The activity is not over yet. Where it ended earlier, change its end first."))
    if len(outcome.strip()) < SHORTEST_OUTCOME:
        raise ValidationError({"outcome": _("Say in words and numbers what came of it; a photo alone does not.")})
    made.state, made.held_by, made.audience = ActivityState.HELD, by, audience
    made.outcome, made.materials = outcome.strip(), materials.strip()
    made.full_clean()
    beside = _beside(made, list(photos))
    came = list(made.places.came().select_related("activity"))
    for each in came:
        each.hours = (hours or {}).get(each.pk) or worth(each)
        each.full_clean()
    with history.acting(by, grant=rules.RUN, where=made):
        made.save()
        Participation.objects.bulk_update(came, ["hours"])
        ActivityPhoto.objects.bulk_create(beside)
    return made


def _beside(made: Activity, files: list[StoredFile]) -> list[ActivityPhoto]:
    if made.photos.count() + len(files) > MOST_PHOTOS:
        raise ValidationError({"photos": _("At most %(most)d photos") % {"most": MOST_PHOTOS}})
    return [ActivityPhoto(activity=made, file=file) for file in files]


@transaction.atomic
def send_back(activity_id: int, *, by, why: str) -> Activity:
    """What was written up is not right: its list is open again, until it is written up anew. Whoever wrote it is told.

    By whoever runs or certifies there. Raises PermissionDenied, ValidationError once it is certified.
    """
    known = Activity.objects.get(pk=activity_id)
    grant = rules.CERTIFY if by.scope.may(rules.CERTIFY, known) else rules.RUN
    made = begin(activity_id, by, grant, (ActivityState.HELD,))
    why = reasons.need(why)
    made.state = ActivityState.PUBLISHED
    with history.acting(by, grant=grant, where=made, why=why):
        made.save()
    if made.held_by_id != by.pk:
        said = {"activity": made.title, "why": why}
        inbox.tell([made.held_by_id], "activity_sent_back", said, made.get_absolute_url())
    return made


@transaction.atomic
def certify(activity_id: int, *, by, now: datetime | None = None) -> Activity:
    """By another person with the right post, who did not take part. Hours count from now on, and points are asked."""
    now = now or timezone.now()
    made = begin(activity_id, by, rules.CERTIFY, (ActivityState.HELD,))
    if not rules.may_certify(by, made):
        raise PermissionDenied
    made.state, made.certified_by, made.certified_at = ActivityState.CERTIFIED, by, now
    with history.acting(by, grant=rules.CERTIFY, where=made):
        made.save()
    credit(made, now)
    return made


def credit(activity: Activity, now: datetime) -> int:
    """One claim for each who came, however often it is asked for; how many stand there. None where nothing counts.

    The hours count also for whom no points could be asked: those who certify there are told why.
    """
    scheme = Scheme.objects.over(activity).filter(unit=Unit.POINTS).order_by("-area__level").first()
    if scheme is None or rule_for(scheme, RULE, timezone.localdate(activity.starts_at)) is None:
        return 0
    came = (
        activity.places.came()
        .filter(struck_at=None)
        .select_related("volunteer__user", "volunteer__resident")
        .order_by("pk")
    )
    stand, refused = 0, []
    for each in came:
        try:
            with transaction.atomic():
                stand += _claimed(each, activity, scheme, now)
        except ValidationError as error:
            refused += error.messages
    if refused:
        said = {"activity": activity.title, "n": len(refused), "why": " ".join(dict.fromkeys(refused))}
        told = Directory().nearest(rules.CERTIFY, activity)
        inbox.tell(told, "activity_no_points", said, activity.get_absolute_url())
    return stand


def lives_within(area, resident_id: int | None) -> bool:
    """Whether a scheme of this area keeps a passbook of them. False for nobody of the register."""
    return resident_id is not None and Home.objects.current().filter(resident=resident_id).below(area).exists()


def _claimed(place: Participation, activity: Activity, scheme: Scheme, now: datetime) -> bool:
    """False for whoever has no passbook there: people from outside, and residents of other communities.

    Raises ValidationError where it takes nothing.
    """
    volunteer = place.volunteer
    if lives_within(scheme.area, volunteer.resident_id):
        account = passbooks.open_for_resident(scheme, volunteer.resident_id, by=None)
    elif volunteer.user_id:
        account = passbooks.open_for_user(scheme, volunteer.user)
    else:
        return False
    day = timezone.localdate(activity.starts_at)
    claims.claim(
        account, RULE, source=(SOURCE, str(place.pk)), words=activity.title, done_on=day, now=now,
        resident_id=volunteer.resident_id if account.household_id else None,
    )  # fmt: skip
    return True


class PointsBack(Enum):
    """What became of the points that reversed hours had asked for."""

    NONE, TAKEN, SPENT = range(3)


def take_points_back(place: Participation, *, by, why: str, now: datetime) -> PointsBack:
    """Whoever reverses the hours takes them back too. Where they are spent they stand: who certifies points is told.

    Inside the act that reverses the hours, after its own rows are locked: the passbook comes last, as everywhere.
    """
    source, where = (SOURCE, str(place.pk)), by.scope.post_for(rules.CERTIFY, place.activity)
    try:
        with transaction.atomic():
            made = claims.undo(source, by=by, why=why, post_id=where, now=now)
    except ValidationError:
        claim = Claim.objects.get(source_kind=SOURCE, source_id=str(place.pk))
        told = [by.pk, *Directory().nearest("certify_points", claim)]
        inbox.tell(told, "points_spent", {"activity": place.activity.title}, claim.get_absolute_url())
        return PointsBack.SPENT
    return PointsBack.TAKEN if made else PointsBack.NONE
