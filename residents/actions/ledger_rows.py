"""Some hundred planned rows of a ledger, in a few statements: homes, households, people, memberships, events."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from grids.database.rewrite import rewrite
from grids.models import SubjectKey
from grids.privacy import identity
from residents import addresses
from residents.actions.change import facts_of
from residents.actions.people import Person, checked, fill
from residents.actions.start import EDIT
from residents.enums import DwellingKind, Happening, RegisterType, Relation, Tenure
from residents.ledgers import planning
from residents.ledgers.ledger import FLAGS, TRAIT_BASIS, TRAIT_SINCE, LedgerRow, person_of
from residents.ledgers.planning import HEADS, Outcome, Plan
from residents.models import Dwelling, Household, ImportBatch, LifeEvent, Membership, Resident, ResidentTrait

FACTS = (
    "name", "pinyin", "initials", "sex", "born_on", "id_number", "id_index", "phone", "phone_index",
    "registered_address", "registered_region", "education", "workplace",
)  # fmt: skip
CONFIRMED = ("confirmed_at", "confirmed_by_id")


@dataclass
class Made:
    """What a chunk made and changed, for the undo.

    before: id of a person -> their facts as they were, and who had confirmed them when.
    """

    residents: list[int] = field(default_factory=list)
    households: list[int] = field(default_factory=list)
    dwellings: list[int] = field(default_factory=list)
    traits: list[int] = field(default_factory=list)
    changed: list[tuple[int, int]] = field(default_factory=list)  # person, their version since
    before: dict[int, dict] = field(default_factory=dict)

    def ids(self) -> dict:
        return {name: getattr(self, name) for name in ("residents", "households", "dwellings", "traits", "changed")}

    def take_in(self, other: "Made") -> None:
        for name in self.ids():
            getattr(self, name).extend(getattr(other, name))
        self.before |= other.before


def write(plans: list[Plan], made: Made, *, by, batch: ImportBatch, now: datetime) -> None:
    """Must run inside history.acting. Raises IntegrityError where the database refuses one of them."""
    events: list[LifeEvent] = []
    new = [plan for plan in plans if plan.outcome == Outcome.ADD]
    if new:
        _add(new, made, events, by=by, batch=batch, now=now)
    known = [plan for plan in plans if plan.outcome in (Outcome.FILL, Outcome.UPDATE)]
    if known:
        _change(known, made, events, by=by, batch=batch, now=now)
    LifeEvent.objects.bulk_create(events)


def _add(plans: list[Plan], made: Made, events: list, *, by, batch: ImportBatch, now: datetime) -> None:
    today = timezone.localdate(now)
    _homes(plans, made)
    plans = [plan for plan in plans if not plan.row.is_home]
    households = _households(plans, made, today)
    keys, people = [], []
    for plan in plans:
        raw, wrapped = identity.new_key()
        key = SubjectKey(wrapped=wrapped)
        key.__dict__["data_key"] = raw  # known already: unwrapping it again would be half of the work
        resident = Resident(subject=key, confirmed_at=now, confirmed_by=by)
        fill(resident, person_of(plan.row), plan.row.read)
        keys.append(key)
        people.append(resident)
    SubjectKey.objects.bulk_create(keys)
    Resident.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(
            resident=resident,
            household=household,
            area_id=household.area_id,
            relation=plan.row.given.get("membership.relation", Relation.OTHER),
            is_registered=plan.row.given.get(FLAGS[0], False),
            is_living=plan.row.given.get(FLAGS[1], True),
            since=_since(plan.row, today),
        )
        for plan, resident, household in zip(plans, people, households, strict=True)
    )
    _recognise(zip(plans, people, strict=True), made)
    said = _("With a ledger")
    for plan, resident, household in zip(plans, people, households, strict=True):
        made.residents.append(resident.pk)
        event = _event(resident, Happening.REGISTERED, said, by=by, batch=batch, now=now)
        event.on, event.household_id = _since(plan.row, today), household.pk
        events.append(event)


def _homes(plans: list[Plan], made: Made) -> None:
    """Dwellings that are not there yet, each once; every plan then has its own."""
    new: dict[tuple[int, str], Dwelling] = {}
    for plan in plans:
        if plan.dwelling is None:
            parts = addresses.tidy(plan.row.parts)
            key = (plan.spot.pk, addresses.said(parts)[:160])
            if key not in new:
                new[key] = Dwelling(
                    area_id=plan.spot.pk,
                    compound=parts.compound,
                    building=parts.building,
                    entrance=parts.entrance,
                    room=parts.room,
                    address=key[1],
                    address_key=addresses.key(parts),
                    kind=plan.row.given.get("dwelling.kind", DwellingKind.FLAT),
                    tenure=plan.row.given.get("dwelling.tenure", Tenure.UNKNOWN),
                )
            plan.dwelling = new[key]
    made.dwellings += [home.pk for home in Dwelling.objects.bulk_create(new.values())]


def _households(plans: list[Plan], made: Made, today) -> list[Household]:
    """The household of each row: of the head it names, else the last one in that home."""
    ids = {plan.dwelling.pk for plan in plans}
    by_head: dict[tuple[int, str], Household] = {}
    last: dict[int, Household] = {}
    headless: set[int] = set()  # until their head comes, in this ledger or in a later one
    for household in Household.objects.current().filter(dwelling__in=ids).order_by("pk"):
        last[household.dwelling_id] = household
    heads = Membership.objects.current().filter(household__dwelling__in=ids, relation__in=HEADS)
    for member in heads.select_related("household", "resident").order_by("pk"):
        by_head[member.household.dwelling_id, identity.normalise_name(member.resident.name)] = member.household
    with_head = {household.pk for household in by_head.values()}
    headless.update(id(household) for household in last.values() if household.pk not in with_head)
    new, found = [], []
    for plan in plans:
        home, head = plan.dwelling, planning.head_of(plan.row)
        household = by_head.get((home.pk, head)) if head else last.get(home.pk)
        if household is None and id(last.get(home.pk)) in headless:
            household = last[home.pk]
        if household is None:
            household = Household(
                dwelling=home,
                area_id=home.area_id,
                opened_on=_since(plan.row, today),
                register_type=plan.row.given.get("household.register_type", RegisterType.FAMILY),
            )
            new.append(household)
            headless.add(id(household))
        if head:
            headless.discard(id(household))
            by_head[home.pk, head] = household
        last[home.pk] = household
        if household.pk is None:
            household.opened_on = min(household.opened_on, _since(plan.row, today))
        found.append(household)
    made.households += [household.pk for household in Household.objects.bulk_create(new)]
    return found


def _change(plans: list[Plan], made: Made, events: list, *, by, batch: ImportBatch, now: datetime) -> None:
    """Some facts of people who are there. Read under a lock, so that nobody's correction is overwritten unseen."""
    ids = [plan.resident.pk for plan in plans]
    rows = Resident.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    people = {resident.pk: resident for resident in rows.select_related("subject")}
    said, done = _("With a ledger"), []
    for plan in plans:
        resident = people[plan.resident.pk]
        if resident.version != plan.version:
            plan.refuse()
            continue
        before = facts_of(resident)
        put(resident, replace(before, **plan.filled, **plan.changed), now)
        confirmed = {name: getattr(resident, name) for name in CONFIRMED}
        resident.confirmed_at, resident.confirmed_by = now, by
        made.before[resident.pk] = asdict(before) | confirmed
        made.changed.append((resident.pk, resident.version))
        events.append(_event(resident, Happening.CORRECTED, said, by=by, batch=batch, now=now))
        done.append((plan, resident))
    _recognise(done, made)
    fields = [*FACTS, "version", "confirmed_at", "confirmed_by"]
    rewrite([resident for _plan, resident in done], fields)


def _recognise(rows: Iterable[tuple[Plan, Resident]], made: Made) -> None:
    traits = [
        ResidentTrait(
            resident=resident,
            kind=kind,
            grade=grade,
            basis=plan.row.given[TRAIT_BASIS],
            since=plan.row.given[TRAIT_SINCE],
        )
        for plan, resident in rows
        for kind, grade in plan.traits.items()
    ]
    made.traits += [trait.pk for trait in ResidentTrait.objects.bulk_create(traits)]


def put(resident: Resident, person: Person, now: datetime) -> None:
    """The facts into the row, and its next version; nothing is saved."""
    fill(resident, person, checked(person, now))
    resident.version += 1


def _event(resident: Resident, kind: Happening, text: str, *, by, batch: ImportBatch, now: datetime) -> LifeEvent:
    post = by.scope.post_for(EDIT, batch.area)
    day = timezone.localdate(now)
    return LifeEvent(resident=resident, kind=kind, on=day, at=now, by=by, post_id=post, text=text)


def _since(row: LedgerRow, today):
    return row.given.get("membership.since", today)
