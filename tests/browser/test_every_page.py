"""Every page of every role: it opens, it fits on a phone, it breaks no rule of the CSP and none of WCAG 2.2 AA."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone

from cases.models import Case, CasePhoto, Category, Escalation, SavedFilter, TimeLimit
from grids.enums import Kind
from grids.models import Area, Department, Notice, Organisation, Post, Role, User
from parties import quarters
from parties.models import (
    Alliance,
    AllianceMember,
    Attendance,
    Cadence,
    CheckIn,
    CommitteeMember,
    ContactHousehold,
    Contribution,
    Coverage,
    CoverageRule,
    Deployment,
    Invitation,
    JointMeeting,
    LastPlaceNotice,
    ListClaim,
    ListEntry,
    Meeting,
    MeetingTask,
    MemberHours,
    Motion,
    MotionTask,
    Officer,
    OwnersCommittee,
    Pairing,
    PairingReview,
    Partner,
    PartyMember,
    PartyOrganization,
    Pledge,
    PledgeDrive,
    PledgeText,
    PropertyCompany,
    PropertyService,
    RatingCriterion,
    RatingPeriod,
    RatingResult,
    SessionPlace,
    SocialBody,
    StaffSession,
    StaffTopic,
    Talk,
    TalkComment,
)
from points import queries
from points.models import Account, Claim, Item, Redemption, Rule, Scheme, Shop
from residents import duplicates
from residents.models import (
    CareCase,
    CareCategory,
    CareVisit,
    Certificate,
    CertificateKind,
    Dwelling,
    HelpAsked,
    Household,
    ImportBatch,
    RegisterField,
    Resident,
    RetentionRule,
    TableRequest,
)
from tests.browser import raw_numbers
from tests.browser.examine import Said, at_every_width, first
from tests.matrix import PAGES
from volunteers.models import (
    Activity,
    Commendation,
    Member,
    Offer,
    Participation,
    Pattern,
    PatternSlot,
    ServiceCertificate,
    ServiceItem,
    ServiceOrder,
    Stand,
    Swap,
    Team,
    TeamSlot,
    Topic,
    Training,
    Volunteer,
    Watch,
    WatchMember,
    WatchNight,
    Wish,
)

ROLES = ["unit", "grid", "community", "street", "department", "supervisor", "admin", "security", "auditor"]
OF_EACH = {"areas:detail": 3, "cases:detail": 3}  # how many pages of a view are opened, beside one with a query
NO_PAGES = {  # files, and addresses that only take what is posted
    "cases:export", "cases:photo", "cases:kept", "calendar:sheet", "areas:redivision_sheet",
    "areas:redivision_upload", "accounts:totp_image", "imports:template", "imports:wrong",
    "tables:file", "care:document", "organisations:sheet_pattern",
    "points:photo", "volunteers:order_photo", "volunteers:wish_photo", "volunteers:wish_look",
    "volunteers:activity_photo", "parties:partners:agreement", "parties:partners:evidence", "parties:partners:scan",
    "parties:party_members:show", "parties:party_members:confirm_hours",
    "parties:party_meetings:file", "parties:party_meetings:task_file",
    "parties:ballots:ballots", "parties:ballots:link", "parties:ballots:paper",
}  # fmt: skip
NOT_IN_THE_DEMO = {
    "areas:redivision", "retention:confirm", "duplicates:undo", "retention:drop", "care:forget",
}  # fmt: skip


@cache
def name_of(address: str) -> str:
    """The view of an address of ours; empty for other sites, files, the admin and places on the same page."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("/admin/"):
        return ""
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return "nothing"
    return "" if name in NO_PAGES else name


def samples(user: User) -> dict[str, object]:
    """One of each kind of thing that addresses are about, near this person where there is a choice."""
    cases = Case.objects.visible_to(user).order_by("-pk")
    cared_for = CareCase.objects.visible_to(user)
    orders = ServiceOrder.objects.visible_to(user).order_by("pk")
    watches = Watch.objects.visible_to(user).order_by("pk")
    area = next((reach.area_id for hat in user.scope.hats for reach in hat.reaches), None)
    return {
        "area": Area.objects.filter(pk=area).first(),
        "case": cases.filter(reporter_kind="resident").first() or cases.first(),
        "care": cared_for.first(),
        "care_visit": CareVisit.objects.filter(
            care__in=CareCase.objects.visible_to(user), needs__isnull=False
        ).first(),
        "card": Escalation.objects.filter(case__in=cases, withdrawn=False).order_by("-pk").first(),
        "notice": Notice.objects.filter(user=user).first(),
        "pair": next(((row.newer, row.older) for row in duplicates.pairs(user).rows), None),
        "resident": Resident.objects.visible_to(user).order_by("-phone_index").first(),  # one with a phone, if any
        "household": Household.objects.visible_to(user).current().order_by("-pk").first(),
        "dwelling": Dwelling.objects.visible_to(user).standing().order_by("-pk").first(),
        "photo": CasePhoto.objects.filter(case__in=cases).first(),
        "post": Post.objects.visible_to(user).order_by("pk").first(),
        "person": User.objects.get(username="unit2"),
        "role": Role.objects.get(code="unit_head"),
        "department": Department.objects.filter(areas__isnull=False).first(),
        "organisation": Organisation.objects.first(),
        "year": timezone.localdate().year,
        "limit": TimeLimit.objects.first(),
        "saved_filter": SavedFilter.objects.visible_to(user).first(),
        "table": TableRequest.objects.visible_to(user).first(),
        "certificate": Certificate.objects.visible_to(user).first(),
        "certificate_kind": CertificateKind.objects.get(code="residence"),
        "field": RegisterField.objects.get(code="resident.name"),
        "help_asked": HelpAsked.objects.visible_to(user).first(),
        "keeping_rule": RetentionRule.objects.first(),
        "care_category": CareCategory.objects.first(),
        "category": Category.objects.filter(parent__isnull=False).first(),
        "organization": PartyOrganization.objects.visible_to(user).standing().order_by("pk").first(),
        "party_rule": CoverageRule.objects.get(level=Kind.GRID),
        "party_officer": Officer.objects.visible_to(user).current().order_by("pk").first(),
        "party_coverage": Coverage.objects.current()
        .filter(organization__in=PartyOrganization.objects.visible_to(user))
        .first(),
        "alliance": Alliance.objects.visible_to(user).first(),
        "alliance_member": AllianceMember.objects.filter(alliance__in=Alliance.objects.visible_to(user)).first(),
        "party_member": PartyMember.objects.visible_to(user).current().order_by("pk").first(),
        "partner": Partner.objects.visible_to(user).standing().order_by("pk").first(),
        "contribution": Contribution.objects.visible_to(user).standing().filter(claim=None).first(),
        "joint_meeting": JointMeeting.objects.visible_to(user).order_by("-quarter").first(),
        "list_entry": ListEntry.objects.visible_to(user).filter(state="open", quarter=quarters.this()).first(),
        "list_claim": ListClaim.objects.visible_to(user).filter(state="claimed").first(),
        "pledge_text": PledgeText.objects.visible_to(user).filter(is_latest=True).first(),
        "pledge_drive": PledgeDrive.objects.visible_to(user).first(),
        "pledge": Pledge.objects.visible_to(user).asked().filter(signed_on=None).first(),
        "check_in": CheckIn.objects.visible_to(user).current().order_by("pk").first(),
        "contact_household": ContactHousehold.objects.visible_to(user).current().order_by("pk").first(),
        "deployment": Deployment.objects.visible_to(user).on(timezone.localdate()).order_by("pk").first(),
        "member_hours": MemberHours.objects.visible_to(user).waiting().order_by("pk").first(),
        "meeting": Meeting.objects.visible_to(user).filter(state="held").order_by("-at").first(),
        "attendance": Attendance.objects.visible_to(user).filter(meeting__state="called").first(),
        "meeting_task": MeetingTask.objects.visible_to(user).order_by("pk").first(),
        "cadence": Cadence.objects.filter(area=None, valid_to=None).first(),
        "pairing": Pairing.objects.visible_to(user).standing().order_by("pk").first(),
        "pairing_review": PairingReview.objects.filter(
            pairing__in=Pairing.objects.visible_to(user).standing(), held_on=None
        ).first(),
        "staff_session": StaffSession.objects.visible_to(user).standing().order_by("pk").first(),
        "session_place": SessionPlace.objects.visible_to(user).standing().first(),
        "staff_topic": StaffTopic.objects.visible_to(user).filter(area=area, is_on=True).first(),
        "property_company": PropertyCompany.objects.visible_to(user).standing().order_by("pk").first(),
        "property_service": PropertyService.objects.visible_to(user).current().order_by("pk").first(),
        "company_and_period": next(
            (
                (company, period)
                for company in PropertyCompany.objects.visible_to(user).standing().order_by("pk")
                for period in RatingPeriod.objects.open().filter(area=company.area_id)
            ),
            None,
        ),
        "rating_criterion": RatingCriterion.objects.visible_to(user).filter(area=area, until=None).first(),
        "rating_period": RatingPeriod.objects.visible_to(user).order_by("-closed_at").last(),
        "rating_result": RatingResult.objects.visible_to(user).filter(notice=None).order_by("-rank").first(),
        "last_place_notice": LastPlaceNotice.objects.visible_to(user).order_by("-decided_at").first(),
        "owners_committee": OwnersCommittee.objects.visible_to(user).standing().order_by("pk").first(),
        "committee_member": CommitteeMember.objects.filter(
            committee__in=OwnersCommittee.objects.visible_to(user).standing(), until=None
        ).first(),
        "social_body": SocialBody.objects.visible_to(user).standing().order_by("pk").first(),
        "motion": Motion.objects.visible_to(user).filter(state="opinion").first(),
        "motion_invited": Invitation.objects.filter(
            motion__in=Motion.objects.visible_to(user).filter(state="open")
        ).first(),
        "motion_task": MotionTask.objects.filter(motion__in=Motion.objects.visible_to(user), done_on=None).first(),
        "weight": "small",
        "talk": Talk.objects.visible_to(user).filter(state="open").first(),
        "talk_comment": TalkComment.objects.filter(talk__in=Talk.objects.visible_to(user), state="waiting").first(),
        "team": Team.objects.visible_to(user).order_by("pk").first(),
        "team_line": TeamSlot.objects.filter(team__in=Team.objects.visible_to(user), is_on=True).first(),
        "small_list": "patterns",
        "topic": Topic.objects.visible_to(user).exclude(area=None).first(),
        "pattern_line": PatternSlot.objects.filter(
            pattern__in=Pattern.objects.visible_to(user).exclude(area=None)
        ).first(),
        "member": Member.objects.filter(team__in=Team.objects.visible_to(user), until=None).first(),
        "volunteer": Volunteer.objects.visible_to(user).order_by("-phone_index").first(),  # one with a phone, if any
        "certified_place": Participation.objects.visible_to(user).certified().first(),
        "training": Training.objects.visible_to(user).first(),
        "commendation": Commendation.objects.visible_to(user).first(),
        "service_certificate": ServiceCertificate.objects.visible_to(user).valid().first(),
        "activity": Activity.objects.visible_to(user).filter(state="published", night=None).first(),
        "participation": Participation.objects.visible_to(user)
        .filter(activity__state="published", activity__night=None)
        .first(),
        "watch": watches.first(),
        "watch_member": WatchMember.objects.filter(watch__in=watches, until=None).first(),
        "watch_night": WatchNight.objects.filter(watch__in=watches, activity__state="published").first(),
        "watch_stand": Stand.objects.filter(
            participation__activity__night__watch__in=watches,
            participation__state="signed",
            participation__activity__state="published",
        ).first(),
        "watch_swap": Swap.objects.filter(giver__activity__night__watch__in=watches, state="open").first(),
        "order": orders.filter(step="ordered").first() or orders.first(),
        "service": ServiceItem.objects.filter(area=area, replaced_at=None).first(),
        "order_offer": Offer.objects.filter(order__in=orders.filter(step="taken"), state="taken").first(),
        "wish": Wish.objects.visible_to(user).filter(step="posted").first(),
        "scheme": Scheme.objects.visible_to(user).first(),
        "own_rule": Rule.objects.filter(scheme__in=Scheme.objects.visible_to(user)).first(),
        "points_shop": Shop.objects.visible_to(user).first(),
        "item": Item.objects.visible_to(user).first(),
        "passbook": Account.objects.visible_to(user).passbooks().order_by("-balance").first(),
        "passbooks": next(_left_behind(user), None),
        "claim": Claim.objects.visible_to(user).filter(state="waiting").first(),
        "exchange": Redemption.objects.visible_to(user).filter(state="reserved").first(),
        "ledger": ImportBatch.objects.visible_to(user).order_by("-pk").first(),
    }


def _left_behind(user: User) -> Iterator[tuple[Account, Account]]:
    """A passbook, and the one that its holder had before they moved here."""
    for account in Account.objects.visible_to(user).passbooks().filter(resident__isnull=False).order_by("pk")[:200]:
        yield from ((account, old) for old in queries.elsewhere(account))


def addresses(user: User) -> Iterator[tuple[str, str]]:
    """(name, address) of everything in the table of pages that this person could try to open."""
    things = samples(user)
    for name, page in PAGES.items():
        thing = things.get(page.of)
        if name not in NO_PAGES and (not page.of or thing is not None):
            with suppress(NoReverseMatch):  # tests/test_scope_matrix.py compares the table with the addresses
                yield name, reverse(name, args=page.args(thing) if page.of else [])


def _may(user: User, name: str) -> bool:
    """By the table of pages, which tests/test_scope_matrix.py proves."""
    return not PAGES[name].needs or user.scope.has(*PAGES[name].needs)


class Reader(Client):
    """The client of a demo account. What was asked whether it opens need not be asked again when it is read."""

    def __init__(self, account: str, **options):
        super().__init__(**options)
        self.user, self._opened = User.objects.get(username=account), {}
        self.force_login(self.user, backend="grids.backends.StaffBackend")

    def opens(self, address: str) -> bool:
        self._opened[address] = answer = self.get(address)
        return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")

    def read(self, address: str) -> HttpResponse:
        return self._opened.pop(address, None) or self.get(address, follow=True)


def walk(client: Reader, visit: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The desk, then whatever is linked, then what no link led to: each address, once `visit` has told its links."""
    waiting, seen, known = ["/"], Counter(), {"/"}

    def take(address: str) -> None:
        name, kind = name_of(address), bool(urlsplit(address).query)
        if name and address not in known and seen[name, kind] < (1 if kind else OF_EACH.get(name, 1)):
            seen[name, kind] += 1
            known.add(address)
            waiting.append(address)

    def on() -> Iterator[str]:
        while waiting:
            address = waiting.pop(0)
            for link in visit(address):
                take(link.split("#")[0])
            yield address

    yield from on()
    reached = {name for name, _kind in seen}
    for name, address in addresses(client.user):
        if name not in reached and _may(client.user, name) and client.opens(address):
            take(address)
    yield from on()


@pytest.fixture(scope="module")
def secrets(demo_database, django_db_blocker) -> set[str]:
    with django_db_blocker.unblock():
        found = raw_numbers.everybodys()
    assert len(found) > 100  # an ID number and a phone of most of its eighty people, and a ledger beside them
    return found


@pytest.mark.parametrize("account", ROLES)
def test_every_page_of_a_role_opens_fits_is_accessible_and_tells_no_number(examine, account, secrets, caplog):
    """In Chromium where its view or something on it was not examined before; what is made of the same is only read."""
    page, client, said = examine(account), Reader(account), []

    def visit(address: str) -> list[str]:
        shown = page.goto(address) if first(f"walked {name_of(address)}") else None
        answer = shown or client.read(address)
        status = shown.status if shown else answer.status_code
        if status != 200:
            said.append(f"{address} answers {status}")
            return []
        html = shown.text() if shown else answer.content.decode()
        if told := raw_numbers.numbers(html) & secrets:
            said.append(f"{address} tells {len(told)} numbers in full")
        sent = Said(html)
        if [part for part in sent.parts if first(f"walked {part}")] and not shown:
            shown = page.goto(address)
        if shown:
            said.extend(at_every_width(page))
        return sent.links

    assert list(walk(client, visit))
    assert not said, "\n".join(said)
    assert not raw_numbers.numbers(caplog.text) & secrets


@pytest.mark.parametrize("where", [raw_numbers.in_dump, raw_numbers.in_files, raw_numbers.in_cache])
def test_no_number_of_the_demo_stands_readable_where_it_is_kept(secrets, where):
    read = list(where())
    assert read
    assert not [name for name, text in read if raw_numbers.numbers(text) & secrets]


def test_a_number_in_a_text_or_a_binary_column_would_be_found(demo_database):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE told (words text, kept bytea)")
        cursor.execute("INSERT INTO told VALUES ('a 19900000001 b', ''), ('', %s)", [b"a 999999198002030024 b"])
        found = {number for _table, text in raw_numbers.in_dump() for number in raw_numbers.numbers(text)}
        transaction.set_rollback(True)
    assert {"19900000001", "999999198002030024"} <= found


def test_every_address_is_walked_by_somebody(demo_database):
    """Otherwise a page could be left out by all nine walks: nobody may open it, or there is nothing it is about."""
    left = set(PAGES) - NO_PAGES - NOT_IN_THE_DEMO
    for account in ROLES:
        user = User.objects.get(username=account)
        mine = {name for name, _address in addresses(user)}
        left -= {name for name in mine if _may(user, name)}
    assert not left
