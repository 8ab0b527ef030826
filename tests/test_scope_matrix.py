"""Every address × every role × own area, neighbour, parent, by GET and by POST."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.template import Origin
from django.template.loaders.base import Loader
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.enums import Act, Card, Step
from cases.models import CaseAct, CasePhoto, CaseStep, Category, Escalation, SavedFilter, TimeLimit
from config import urls
from grids.enums import Kind
from grids.models import Area, Department, Notice, Redivision, Role, SubjectKey, User
from grids.redivision import Plan
from grids.workdays import Unit
from parties.models import CoverageRule
from points.actions import ledger
from points.enums import Purpose
from points.models import Account, Claim, Item, Redemption, Rule, Scheme, Shop
from residents.models import (
    CareCase,
    CareCategory,
    CareVisit,
    Certificate,
    CertificateKind,
    Erasure,
    HelpAsked,
    ImportBatch,
    Merge,
    RegisterField,
    Resident,
    RetentionRule,
    TableRequest,
)
from tests import factories as make
from tests import matrix, small_ground
from tests.closed import CLOSED
from tests.partied import Partied
from tests.partied_ballots import Balloted
from tests.partied_bodies import PartiedBodies
from tests.partied_meetings import Met
from tests.partied_members import MembersMade
from tests.partied_organizations import Organized
from tests.partied_partners import Partnered
from tests.partied_staff import PartiedStaff
from tests.registered import entry
from tests.test_scope import named_urls
from tests.volunteered import Volunteered, a_file

ROLES = (
    "unit_head",
    "grid_worker",
    "grid_leader",
    "community_staff",
    "street_staff",
    "department_officer",
    "supervisor",
    "system_admin",
    "security_admin",
    "auditor",
)
HIDDEN = {403, 404, 405}
OPENED = {200, 302, 405}  # 405: it only takes what is posted
ENDS_THE_SESSION = {"accounts:logout"}


class Things(
    Volunteered, Partied, Organized, Partnered, MembersMade, Met, PartiedStaff, PartiedBodies, Balloted
):  # fmt: skip
    """One of each kind of thing in an area, made when asked for."""

    def __init__(self, area: Area):
        self.area = area
        self._made = {}

    def __getitem__(self, kind):
        if kind not in self._made:
            self._made[kind] = getattr(self, f"_{kind}")()
        return self._made[kind]

    def _area(self):
        return self.area

    def _case(self):
        made = small_ground.matter(self.area, **small_ground.phone_of("13800006021"))
        made.number = f"999999-261121-{made.pk % 10000:04}"
        made.save(update_fields=["number"])
        now = timezone.now()
        CaseStep.objects.create(
            case=made,
            step=Step.COLLECTION,
            entered_at=now,
            counts_at=now,
            amount=2,
            unit=Unit.CLOCK_HOURS,
            promised_at=now + timedelta(hours=2),
            due_at=now + timedelta(hours=2),
        )
        return made

    def _card(self):
        case, now = self["case"], timezone.now()
        step = case.steps.get()
        return Escalation.objects.create(case=case, step=step, level=2, card=Card.RED, due_at=now, made_at=now)

    def _photo(self):
        case, by = self["case"], self["person"]
        act = CaseAct.objects.create(case=case, act=Act.REPORT, step=Step.COLLECTION, at=timezone.now(), user=by)
        return CasePhoto.objects.create(case=case, act=act, file=a_file(by))

    def _person(self):
        return make.user(at=self.area, role=Role.objects.get(code="unit_head"))

    def _post(self):
        return self["person"].posts.get()

    def _redivision(self):
        by = self["person"]
        return Redivision.objects.create(area=self.area, reason="x", plan=vars(Plan("keep")), uploaded_by=by)

    def _resident(self):
        made = entry(self.area, room="9")
        made.phone = "13800006021"
        made.save()
        return made

    def _pair(self):
        return entry(self.area, room="1"), entry(self.area, room="2")

    def _merge(self):
        kept, dropped = self["pair"]
        facts = {"kept_version": kept.version, "dropped_version": dropped.version, "at": timezone.now()}
        before = {"wards": [], "households": [], "memberships": [], "traits": [], "along": {}, "filled": []}
        return Merge.objects.create(kept=kept, dropped=dropped, by=self["person"], before=before, **facts)

    def _erasure(self):
        resident, rule = entry(self.area, room="3"), RetentionRule.objects.first()
        return Erasure.objects.create(
            resident=resident, rule=rule, proposed_by=self["person"], proposed_at=timezone.now()
        )

    def _table(self):
        return TableRequest.objects.create(
            area=self.area,
            sender="民政办",
            form="摸底表",
            by=self["person"],
            at=timezone.now(),
            subject=SubjectKey.issue(),
            head={"sheet": "x", "line": 1, "first": 2, "columns": {"1": "姓名"}, "had_formulas": False},
            asked=["resident.name"],
        )

    def _certificate(self):
        resident = Resident.objects.create(subject=SubjectKey.issue(), name="林秀英", pinyin="linxiuying")
        return Certificate.objects.create(
            area=self.area,
            kind=CertificateKind.objects.get(code="residence"),
            resident=resident,
            masked_name="林*英",
            issuer=self.area,
            year=2026,
            serial=1,
            purpose="x",
            at=timezone.now(),
            by=self["person"],
        )

    def _ledger(self):
        key, head = SubjectKey.issue(), '["姓名"]'
        facts = {"subject": key, "by": self["person"], "head": head, "columns": {"0": "resident.name"}}
        return ImportBatch.objects.create(area=self.area, state="ready", total=1, counts={"add": 1}, **facts)

    def _organisation(self):
        return make.organisation(area=self.area)

    def _household(self):
        return self["resident"].memberships.get().household

    def _dwelling(self):
        return self["household"].dwelling

    def _care(self, **facts):
        by, today = make.user(), timezone.localdate()
        return CareCase.objects.create(
            area=self.area,
            category=CareCategory.objects.get(code="living_alone"),
            resident=self["resident"],
            subject=SubjectKey.issue(),
            legal_basis="x",
            purpose="x",
            document=a_file(by),
            starts_on=today,
            ends_on=today + timedelta(days=365),
            responsible=by,
            opened_by=by,
            **facts,
        )

    def _care_sealed(self):
        return self._care(status="sealed", sealed_at=timezone.now() - timedelta(days=3650))

    def _passbook(self):
        scheme = Scheme.objects.create(area=self.area, name="存折")
        made = Account.objects.create(scheme=scheme, area=self.area, resident=self["resident"], number=1)
        return Account.objects.get(pk=made.pk)

    def _passbooks(self):
        """One here, and another of the same person in a place where they live no more."""
        left = Scheme.objects.create(area=make.area(), name="存折")
        old = Account.objects.create(scheme=left, area=left.area, resident=self["resident"], number=1)
        return self["passbook"], old

    def _points_shop(self):
        return Shop.objects.create(scheme=self["passbook"].scheme, place="一楼", opening="周三")

    def _scheme(self):
        return self["passbook"].scheme

    def _item_shown(self):
        item = self["item"]
        item.photo = a_file(make.user())
        item.save()
        return item

    def _item(self):
        return Item.objects.create(shop=self["points_shop"], area=self.area, name="香皂", price=1)

    def _claim(self):
        facts = {"source_kind": "test", "source_id": f"{self.area.pk}", "at": timezone.now()}
        return Claim.objects.create(
            account=self["passbook"],
            area=self.area,
            rule=Rule.objects.get(code="rescue"),
            amount=3,
            done_on=timezone.localdate(),
            words="抢险",
            **facts,
        )

    def _exchange(self):
        account, item = self["passbook"], self["item"]
        issued, spent = (ledger.own_account(account.scheme, each) for each in (Purpose.ISSUED, Purpose.SPENT))
        key = uuid.uuid4()
        ledger.post("award", ("test", key.hex), {account.pk: Decimal(9), issued: Decimal(-9)}, "x")
        movement = ledger.post("spend", ("redemption", key.hex), {account.pk: Decimal(-1), spent: Decimal(1)}, "x")
        return Redemption.objects.create(
            account=account,
            item=item,
            area=self.area,
            quantity=1,
            price=1,
            code_hash=key.hex,
            token=key,
            at=timezone.now(),
            by=make.user(),
            alarm_at=timezone.now(),
            movement_id=movement,
        )

    def _help_asked(self):
        care, by = self["care"], make.user()
        facts = {"user": by, "asked_by": by, "asked_at": timezone.now(), "on": timezone.localdate()}
        return HelpAsked.objects.create(care=care, help_with="meals", **facts)

    def _care_visit(self):
        care, today = self["care"], timezone.localdate()
        return CareVisit.objects.create(care=care, subject=care.subject, opens_on=today, due_on=today)


def _world(code):
    """The role's person on one line of areas; their own area, a neighbour on the same level, the area above."""
    role = Role.objects.get(code=code)
    line = dict(zip(Kind.values, make.line(), strict=True))
    own = line[role.kind]
    neighbour = make.area(own.parent, role.kind)
    for area in [*line.values(), neighbour]:
        area.refresh_from_db()
    department = Department.objects.get(code="fire") if role.needs_department else None
    person = make.user()
    make.post(person, own, role=role, department=department)
    User.objects.filter(pk=person.pk).update(is_demo=True)
    places = {"own": Things(own), "neighbour": Things(neighbour)}
    if own.parent:
        places["parent"] = Things(own.parent)
    return role, make.fresh(person), places


def _loose(kind):  # noqa: C901 -- a line for each kind
    """Things that lie in no area."""
    if kind == "role":
        return Role.objects.get(code="lane_head")
    if kind == "department":
        return Department.objects.get(code="fire")
    if kind == "limit":
        return TimeLimit.objects.filter(area=None, valid_to=None).first()
    if kind == "field":
        return RegisterField.objects.get(code="resident.name")
    if kind == "certificate_kind":
        return CertificateKind.objects.get(code="residence")
    if kind == "keeping_rule":
        return RetentionRule.objects.get(code="left")
    if kind == "care_category":
        return CareCategory.objects.get(code="living_alone")
    if kind == "category":
        return Category.objects.filter(parent__isnull=False).first()
    if kind == "year":
        return 2026
    if kind == "small_list":
        return "topics"
    if kind == "party_rule":
        return CoverageRule.objects.get(level=Kind.GRID)
    if kind == "weight":
        return "small"
    other = make.user()
    if kind == "saved_filter":
        return SavedFilter.objects.create(user=other, name="别人的", query="?view=open&urgency=urgent")
    if kind == "notice":
        return Notice.objects.create(user=other, kind="case_reported", params={"number": "1", "title": "x"})
    return a_file(other)


def _ask(client, method, name, thing, page):
    """The status of one request; what is posted is undone afterwards."""
    address = reverse(name, args=page.args(thing) if page.of else ())
    if method == "get":
        return client.get(address).status_code
    point = transaction.savepoint()
    try:
        return client.post(address).status_code
    finally:
        transaction.savepoint_rollback(point)


def _sees(place: str, kind: str) -> bool:
    return place == "own" or kind in matrix.EVERYWHERE or (place == "parent" and kind in matrix.FROM_BELOW)


def _wrong(status, method, *, seen, may, opens) -> bool:
    if status >= 500:
        return True
    if not seen or not may:
        return status not in HIDDEN
    return method == "get" and (status in OPENED) != opens


@pytest.mark.django_db
def test_heads_of_lanes_and_of_buildings_are_granted_what_a_unit_head_is_and_need_no_walk_of_their_own():
    """Nothing but these three columns of a role decides what its people reach."""
    heads = Role.objects.filter(code__in=["unit_head", "lane_head", "building_head"])
    granted = {(frozenset(head.grants), head.kind, head.needs_department) for head in heads}
    assert (len(heads), len(granted)) == (3, 1)


class Undrawn(Loader):
    """A template that is empty, whatever its name."""

    def get_contents(self, origin):
        return ""

    def get_template_sources(self, template_name):
        yield Origin(template_name, template_name, self)


@pytest.fixture
def _undrawn(monkeypatch, settings):
    """Only statuses are looked at: to draw the pages took half of the walk. tests/browser opens each of them."""
    monkeypatch.setattr(urls, "handler403", lambda request, exception=None: HttpResponse(status=403))
    monkeypatch.setattr(urls, "handler404", lambda request, exception=None: HttpResponse(status=404))
    (drawn,) = settings.TEMPLATES
    empty = {"loaders": [("django.template.loaders.cached.Loader", [f"{__name__}.Undrawn"])]}
    settings.TEMPLATES = [drawn | {"APP_DIRS": False, "OPTIONS": drawn["OPTIONS"] | empty}]


@pytest.mark.django_db
@pytest.mark.usefixtures("_undrawn")
@pytest.mark.parametrize("code", ROLES)
def test_a_role_reaches_what_its_grants_say_where_it_serves_and_nothing_else(code):
    role, person, places = _world(code)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    holds = set(role.grants).intersection
    wrong = []
    for name, _parts in named_urls():
        if name in matrix.PUBLIC or name in ENDS_THE_SESSION:
            continue
        page = matrix.PAGES[name]
        may = not page.needs or bool(holds(page.needs))
        things = (
            [(place, things[page.of]) for place, things in places.items()]
            if page.of and hasattr(Things, f"_{page.of}")
            else [("", _loose(page.of) if page.of else None)]
        )
        for place, thing in things if may else things[:1]:  # who may not at home, where all is theirs, may nowhere
            seen = not page.read or (bool(holds(page.read)) and _sees(place, page.of))
            opens = name not in CLOSED or not CLOSED[name](places[place].area, place, role)
            for method in ("get", "post"):
                status = _ask(client, method, name, thing, page)
                if _wrong(status, method, seen=seen, may=may, opens=opens):
                    wrong.append((name, place, method, status))
    assert not wrong, "\n".join(map(str, wrong))
