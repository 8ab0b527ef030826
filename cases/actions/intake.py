"""A matter comes in: reported, or reported and settled on the spot."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import points
from cases.actions import steps
from cases.actions.start import evidence, include, post_of, record, remember
from cases.enums import Act, ReporterKind, Source, Step, Urgency
from cases.models import Case, Category
from cases.people import Directory
from cases.workflow import SKIPPED_BY
from grids import inbox
from grids.enums import Kind
from grids.models import Area, StoredFile, SubjectKey
from grids.models.area import ANCESTORS
from grids.models.placed import RETIRED
from grids.permissions import need
from grids.privacy import identity

TYPED = {"title", "text", "place", "source", "urgency", "people_affected", "occurred_at", "lng", "lat"}


@dataclass(frozen=True, slots=True)
class Reporter:
    """A resident who reports; without a name and a phone, nobody: anonymous."""

    name: str = ""
    phone: str = ""

    @property
    def kind(self) -> ReporterKind:
        return ReporterKind.RESIDENT if self.name.strip() or self.phone.strip() else ReporterKind.ANONYMOUS

    @property
    def index(self) -> str:
        """The blind index of the phone: the same person's, however it was typed."""
        return identity.blind_index("phone", identity.normalise_phone(self.phone)) if self.phone.strip() else ""


@transaction.atomic
def report(
    *,
    by,
    area: Area,
    category: Category,
    title: str,
    source: Source = Source.PATROL,
    text: str = "",
    place: str = "",
    urgency: Urgency = Urgency.NORMAL,
    occurred_at: datetime | None = None,
    reporter: Reporter | None = None,
    point: tuple | None = None,
    people_affected: int | None = None,
    is_collective: bool = False,
    is_confidential: bool = False,
    photos: Iterable[StoredFile] = (),
    token: uuid.UUID | None = None,
    tells: bool = True,
    now: datetime | None = None,
) -> Case:
    """Register a matter. It waits for acceptance: reporting completes the discovery.

    point: longitude and latitude of the matter.
    reporter: None when staff report what they saw themselves; Reporter() for somebody unnamed.
    token: the form's; a second submit of the same form returns the matter of the first.
    tells: whom it waits for; not where it goes on at once (settle).
    Raises PermissionDenied where the worn hat may not report there, ValidationError.
    """
    now = now or timezone.now()
    need(by, "report_case", area)
    case = Case(
        area=area,
        category=category,
        title=title.strip(),
        text=text.strip(),
        place=place.strip(),
        source=source,
        urgency=urgency,
        reported_at=now,
        occurred_at=occurred_at or now,
        people_affected=people_affected,
        is_collective=is_collective,
        is_confidential=is_confidential or category.is_confidential,
        token=token or uuid.uuid4(),
        level=first_level(area),
        reporter_user=by,
    )
    if point is not None:
        case.lng, case.lat = points.checked(*point) or (None, None)
    _name_reporter(case, reporter)
    _check(case, now)
    try:
        with transaction.atomic():  # the number too: a form sent twice leaves no gap in the day's count
            case.number = _next_number(area, now)
            case.save(force_insert=True)
    except IntegrityError:  # the same form was sent before
        return Case.objects.get(token=case.token, reporter_user=by.pk)
    for name in ANCESTORS:  # as the trigger filled them
        setattr(case, name, getattr(area, name))
    remember(case)
    post = post_of(by, case)
    skipped = SKIPPED_BY[Source(source)]
    over = steps.passed(case, (Step.PATROL, Step.DISCOVERY), now, by=by, post=post, act=Act.REPORT, skipped=skipped)
    steps.enter(case, Step.COLLECTION, now, over)
    record(case, Act.REPORT, by=by, now=now, text=case.text, photos=photos, step=Step.DISCOVERY)
    if tells:
        ask(case, Directory().waited_for(case), "case_reported", by=by)
    case.just_reported = True
    return case


@transaction.atomic
def settle(
    *,
    by,
    text: str,
    photos: Iterable[StoredFile] = (),
    no_photo_reason: str = "",
    now: datetime | None = None,
    **facts,
) -> Case:
    """Report and settle on the spot: the steps up to handling are over as they begin; another person verifies.

    facts: as for report(). Raises what report() raises, and ValidationError without a word on how it was settled or
    without the evidence that finishing a matter takes.
    """
    now, photos = now or timezone.now(), list(photos)
    need(by, "settle_case", facts["area"])
    if len(text.strip()) < 2:
        raise ValidationError({"text": _("Say in a few words how it was settled.")})
    shown = evidence(photos, no_photo_reason)
    case = report(by=by, now=now, text=facts.pop("what", ""), tells=False, **facts)
    if case.step != Step.COLLECTION:
        return case  # the form's second submit
    post = post_of(by, case)
    steps.leave(case, Act.SETTLE, by=by, post=post, now=now)
    case.accepted_at = now
    over = steps.passed(case, (Step.ASSIGNMENT, Step.HANDLING), now, by=by, post=post, act=Act.SETTLE)
    case.to_post_id, case.taken_by, case.handled_by = post, by, by
    case.settled_level, case.finished_at = level_of(by, case), now
    steps.enter(case, Step.VERIFICATION, now, over)
    record(case, Act.SETTLE, by=by, now=now, text=text, data=shown, photos=photos, step=Step.HANDLING)
    ask(case, Directory().waited_for(case), "case_to_verify", by=by)
    return case


def ask(case: Case, people: Iterable[int], kind: str, *, by) -> None:
    """Those who may do the next step. Where nobody may, whoever supervises there: they can have somebody appointed."""
    if not people:
        people, kind = Directory().supervisors(case, by.pk), "case_nobody"
        include(case, people)
    tell(case, people, kind, leave_out=by)


def tell(case: Case, people: Iterable[int], kind: str, *, leave_out=None, **params) -> None:
    """A notice on this matter; without its title where it is confidential."""
    tell_several(case, {kind: people}, leave_out=leave_out, **params)


def tell_several(case: Case, told: Mapping[str, Iterable[int]], *, leave_out=None, **params) -> None:
    """The same for notices of several kinds in one statement: kind: people."""
    said = {"number": case.number, "title": "" if case.is_confidential else case.title, **params}
    omitted = leave_out.pk if leave_out is not None else None
    inbox.tell_many(
        [
            (user, kind, said, case.get_absolute_url(), "")
            for kind, people in told.items()
            for user in dict.fromkeys(people)
            if user != omitted
        ]
    )


def level_of(by, case: Case) -> str:
    """The level at which somebody settles a matter: their post's area's; a department is the street's."""
    hat = by.scope.hat
    if hat is None or hat.department_id:
        return Kind.STREET
    reach = hat.reach_for(case)
    return reach.kind if reach else case.level


def first_level(area: Area) -> str:
    """Unit heads report and settle; whoever accepts and assigns sits at the grid or above."""
    return area.kind if area.kind != Kind.UNIT else (Kind.GRID if area.grid_id else Kind.COMMUNITY)


def _name_reporter(case: Case, reporter: Reporter | None) -> None:
    case.reporter_kind = reporter.kind if reporter else ReporterKind.STAFF
    if reporter and case.reporter_kind == ReporterKind.RESIDENT:
        case.reporter_subject = SubjectKey.issue()
        case.reporter_name, case.reporter_phone = reporter.name.strip(), reporter.phone.strip()
        case.reporter_index = reporter.index


def _check(case: Case, now: datetime) -> None:
    case.clean_fields(exclude={field.name for field in Case._meta.fields} - TYPED)
    if case.area.is_retired:
        raise ValidationError({"area": RETIRED})
    if case.occurred_at > now:
        raise ValidationError({"occurred_at": _("This time has not come yet.")})
    if not case.category.is_active:
        raise ValidationError({"category": _("This category is no longer in use.")})


def _next_number(area: Area, now: datetime) -> str:
    """350304-261121-0042: district, day, and the day's counter in the district, its row locked meanwhile."""
    day = timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_casecounter (district_code, day, last) SELECT code, %s, 1 FROM grids_area WHERE id = %s"
            " ON CONFLICT (district_code, day) DO UPDATE SET last = cases_casecounter.last + 1"
            " RETURNING district_code, last",
            [day, area.district_id],
        )
        code, count = cursor.fetchone()
    return f"{code}-{day:%y%m%d}-{count:04d}"
