"""A thing of each kind that addresses are about, made where it is asked for."""

import uuid
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from cases.enums import Act, Card, Step
from cases.models import CaseAct, CasePhoto, CaseStep, Category, Escalation, SavedFilter, TimeLimit
from grids.areas.redivision import Plan
from grids.days.workdays import Unit
from grids.enums import Kind
from grids.models import Area, Department, Notice, Redivision, Role, SubjectKey
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
from tests import factories as make, small_ground
from tests.partied import Partied
from tests.partied_ballots import Balloted
from tests.partied_bodies import PartiedBodies
from tests.partied_meetings import Met
from tests.partied_members import MembersMade
from tests.partied_organizations import Organized
from tests.partied_partners import Partnered
from tests.partied_staff import PartiedStaff
from tests.registered import entry
from tests.volunteered import Volunteered, a_file


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

    def _own_rule(self):
        facts = {"code": f"own-{self.area.pk}", "name_zh": "督导", "name_en": "督导", "amount": 1}
        return Rule.objects.create(scheme=self["scheme"], valid_from=timezone.localdate(), **facts)

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
            at=timezone.now(),
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


def loose(kind):  # noqa: C901 -- a line for each kind
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
