"""Certificates: what a committee may issue, numbered, verified by anybody, withdrawn; and what it may not."""

import hashlib
from datetime import timedelta
from functools import partial

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from residents import actions as register
from residents.actions import certificates as acts
from residents.models import Certificate, CertificateCode, CertificateKind
from tests import factories as make, town as towns
from tests.concurrently import at_once
from tests.test_fill_tables import id_number
from tests.test_residents import DAY, HOME, home, somebody
from tests.test_retention import CAME, erase, long_gone

pytestmark = pytest.mark.django_db


def kind(code="residence") -> CertificateKind:
    return CertificateKind.objects.get(code=code)


def issued(town, resident=None, **more) -> Certificate:
    resident = resident or somebody(town, name="林秀英", id_number=id_number(5))
    return acts.issue(kind(), resident.pk, **{"by": town.community_staff, "purpose": "子女入学报名"} | more)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(name, *args):
    return reverse(f"certificates:{name}", args=args)


def check(code):
    return Client().get(reverse("verify:show", args=[code]))


def test_papers_are_numbered_by_community_and_year(town):
    resident = somebody(town)
    numbers = [issued(town, resident, purpose=f"子女入学报名{at}").serial for at in range(3)]
    assert numbers == [1, 2, 3]
    made = Certificate.objects.latest("serial")
    assert made.number == f"{town.community.short_name}证〔{made.at.year}〕3号"


def test_the_same_form_sent_again_is_the_same_paper_for_ten_minutes(town):
    resident, now = somebody(town), timezone.now()
    first = issued(town, resident, now=now)
    assert issued(town, resident, now=now + timedelta(minutes=9)) == first
    assert issued(town, resident, now=now + timedelta(minutes=11)).serial == 2


@pytest.mark.parametrize("change", ["another purpose", "corrected", "withdrawn"])
def test_what_is_not_the_same_is_another_paper(town, change):
    resident, more = somebody(town), {}
    first = issued(town, resident)
    if change == "corrected":
        register.correct(resident.pk, by=town.community_staff, seen=None, name="林秀珍")
    elif change == "withdrawn":
        acts.withdraw(first.pk, by=town.community_staff, why="打错了")
    else:
        more = {"purpose": "办理居住证"}
    assert issued(town, resident, **more).serial == 2


def test_the_page_of_a_person_leads_to_their_certificate_while_they_live_here(town):
    resident = somebody(town)
    client, link = signed_in(town.community_staff), f"{page('new')}?resident={resident.ref}"
    assert link in client.get(resident.get_absolute_url()).content.decode()
    assert client.get(link).status_code == 200
    assert link not in signed_in(town.grid_worker).get(resident.get_absolute_url()).content.decode()
    register.died(resident.pk, by=town.community_staff, seen=None, on=timezone.localdate())
    assert link not in client.get(resident.get_absolute_url()).content.decode()


def test_what_the_committee_may_not_issue_says_why_and_where_to_go(town):
    resident = somebody(town)
    client = signed_in(town.community_staff)
    answer = client.post(
        f"{page('new')}?resident={resident.ref}", {"kind": kind("no-crime").pk, "purpose": "应聘保安"}
    )
    assert answer.status_code == 422
    said = str(answer.context["form"].errors["kind"])
    assert "公安派出所" in said
    assert kind("no-crime").reason in said
    assert "应聘保安" in answer.content.decode()
    assert not Certificate.objects.exists()


def test_only_for_residents_in_scope_and_by_who_may(town):
    resident = somebody(town)
    for who in (town.stranger, town.grid_worker):
        with pytest.raises(PermissionDenied):
            issued(town, resident, by=who)
    assert signed_in(town.stranger).get(f"{page('new')}?resident={resident.ref}").status_code == 404
    made = issued(town, resident)
    assert signed_in(town.stranger).get(page("detail", made.ref)).status_code == 404


def test_nothing_is_certified_of_who_left(town):
    resident = somebody(town)
    register.move_out(resident.pk, by=town.community_staff, seen=None, on=DAY)
    with pytest.raises(PermissionDenied):
        issued(town, resident)


def test_a_person_is_found_by_name_within_ones_areas_and_shown_masked(town):
    somebody(town, name="林秀英")
    found = signed_in(town.community_staff).post(page("new"), {"name": "林秀英"})
    assert [one["name"] for one in found.context["found"]] == ["林*英"]
    assert signed_in(town.stranger).post(page("new"), {"name": "林秀英"}).context["found"] == []


def test_the_paper_carries_a_code_that_anybody_can_check_and_the_database_does_not(town):
    made = issued(town)
    answer = signed_in(town.community_staff).post(page("print", made.ref))
    paper, code = answer.content.decode(), answer.context["code"]
    assert "林秀英" in paper
    assert id_number(5) not in paper
    assert "no-store" in answer["Cache-Control"]
    assert CertificateCode.objects.get().code_hash == hashlib.sha256(code.encode()).hexdigest()
    public = check(code).content.decode()
    assert made.number in public
    assert "林*英" in public
    assert "林秀英" not in public
    assert "子女入学" not in public


def test_a_second_copy_leaves_the_first_good(town):
    made = issued(town)
    codes = [acts.print_copy(made.pk, by=town.community_staff)[1] for _ in range(2)]
    assert [check(code).status_code for code in codes] == [200, 200]


def test_withdrawn_is_said_to_whoever_checks_it_and_needs_a_reason(town):
    made = issued(town)
    _made, code = acts.print_copy(made.pk, by=town.community_staff)
    client = signed_in(town.community_staff)
    assert client.post(page("withdraw", made.ref), {"why": ""}).status_code == 422
    assert client.post(page("withdraw", made.ref), {"why": "填错了用途"}).status_code == 302
    answer = check(code)
    assert answer.context["valid"] is False
    assert "填错了用途" not in answer.content.decode()
    with pytest.raises(ValidationError):
        acts.print_copy(made.pk, by=town.community_staff)


def test_a_paper_of_somebody_anonymised_is_printed_no_more_and_its_number_stays_good(town):
    gone, staff = long_gone(town), town.community_staff
    back = home(town, parts=HOME._replace(room="402"))
    register.move(gone.pk, back, by=staff, seen=None, on=CAME)
    paper = issued(town, gone)
    _paper, code = acts.print_copy(paper.pk, by=staff)
    register.move_out(gone.pk, by=staff, seen=None, on=timezone.localdate() - timedelta(days=366 * 4))
    erase(town, gone)
    client, where = signed_in(staff), paper.get_absolute_url()
    client.cookies["django_language"] = "en"
    assert "is anonymised: it cannot be printed" in client.get(where).content.decode()
    assert f"{where}print/" not in client.get(where).content.decode()
    assert client.post(f"{where}print/").url == where
    assert paper.codes.count() == 1
    public = client.get(reverse("verify:show", args=[code]))
    assert public.status_code == 200
    assert paper.number in public.content.decode()
    assert "is anonymised" in public.content.decode()
    assert "林*英" not in public.content.decode()


def test_an_unknown_code_says_nothing_and_guessing_is_slowed_down(town):
    cache.clear()
    assert check("nothing-of-ours").status_code == 404
    statuses = {check(f"guess-{number}").status_code for number in range(40)}
    assert statuses == {404, 429}
    cache.clear()


def test_every_kind_has_its_right_or_its_right_office():
    ours = CertificateKind.objects.filter(may_issue=True)
    assert ours
    assert all(one.basis and one.check_locally for one in ours)
    others = dict(CertificateKind.objects.filter(may_issue=False).values_list("name_zh", "office"))
    assert "公安派出所" in others["无犯罪记录证明"]
    assert "公证处" in others["亲属关系证明"]
    assert "用人单位" in others["收入证明"]


# The first national list of what committees do not issue, 民发〔2020〕20号.
NATIONAL = [
    "亲属关系",
    "居民身份信息",
    "户口登记项目内容变更申请",
    "居民养犬",
    "无犯罪记录",
    "社区戒毒社区康复人员情况",
    "人员失踪",
    "婚姻状况",
    "出生",
    "健在",
    "死亡",
    "疾病状况",
    "残疾状况",
    "婚育状况",
    "居民就业状况",
    "居民个人档案",
    "居民财产",
    "遗产继承权",
    "市场主体住所",
    "证件遗失",
]


def test_what_the_national_list_forbids_is_refused_with_the_right_office():
    assert len(NATIONAL) == 20
    others = CertificateKind.objects.filter(may_issue=False)
    for at, name in enumerate(NATIONAL):
        found = others[at]
        assert found.name_zh.startswith(f"{name}证明")
        assert acts.not_ours(found)


def test_the_list_costs_the_same_for_one_and_for_several(town, django_assert_num_queries):
    client = signed_in(town.community_staff)
    issued(town)
    client.get(page("list"))
    with CaptureQueriesContext(connection) as one:
        client.get(page("list"))
    other = somebody(town, home(town, parts=HOME._replace(room="402")), name="陈建国")
    for _ in range(3):
        issued(town, other)
    with django_assert_num_queries(len(one)):
        client.get(page("list"))


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_once_get_two_numbers(db):
    town = towns.again()
    resident, by = somebody(town), town.community_staff

    def work(purpose="入学"):
        return acts.issue(kind(), resident.pk, by=make.fresh(by), purpose=purpose).serial

    assert sorted(at_once([partial(work, f"入学{at}") for at in range(4)])) == [1, 2, 3, 4]
    assert at_once([work] * 4) == [5] * 4  # clicked twice


KIND = {
    "name_zh": "在读情况说明", "name_en": "Statement of schooling", "may_issue": "on", "basis": "当地清单第 9 项",
    "body": "兹说明{name}现居住在{address}，仅用于{purpose}。", "reason": "", "office": "", "is_on": "on",
    "why": "区里新发清单",
}  # fmt: skip


@pytest.fixture
def keeper(town):
    return signed_in(make.user(town.district, make.role("read_area", "manage_rules")))


def test_whoever_keeps_the_rules_adds_a_kind_that_is_then_offered(keeper):
    answer = keeper.post(page("new_kind"), KIND)
    made = CertificateKind.objects.get(name_zh="在读情况说明")
    assert answer.url == page("kind", made.code)
    assert made.may_issue
    assert not made.check_locally
    assert "在读情况说明" in keeper.get(page("kinds")).content.decode()


def test_a_corrected_wording_leaves_the_papers_that_were_issued_alone(town, keeper):
    paper = issued(town)
    changed = KIND | {"body": "新的措辞：{name}，{purpose}。", "name_zh": "居住情况证明"}
    assert keeper.post(page("kind", "residence"), changed).status_code == 302
    old = signed_in(town.community_staff).post(page("print", paper.ref)).content.decode()
    assert "新的措辞" not in old
    assert "兹证明林秀英" in old
    new = signed_in(town.community_staff).post(page("print", issued(town, paper.resident).ref)).content.decode()
    assert "新的措辞：林秀英" in new


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"basis": ""}, "basis"),
        ({"body": ""}, "body"),
        ({"body": "兹证明{name.__class__}"}, "body"),
        ({"body": "兹证明{password}"}, "body"),
        ({"body": "兹证明{name!r}"}, "body"),
        ({"body": "兹证明{name"}, "body"),
        ({"may_issue": "", "office": "派出所"}, "reason"),
        ({"may_issue": "", "reason": "无从核实"}, "office"),
        ({"why": " "}, "why"),
    ],
)
def test_a_kind_that_cannot_be_says_so_at_its_field_and_keeps_what_was_typed(keeper, wrong, field):
    answer = keeper.post(page("kind", "residence"), KIND | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "在读情况说明" in answer.content.decode()
    assert CertificateKind.objects.get(code="residence").name_zh == "居住情况证明"


def test_what_is_switched_off_is_shown_to_its_keepers_alone(town, keeper):
    keeper.post(page("kind", "residence"), KIND | {"is_on": ""})
    assert "在读情况说明" in keeper.get(page("kinds")).content.decode()
    staff = signed_in(town.community_staff)
    assert "在读情况说明" not in staff.get(page("kinds")).content.decode()
    assert staff.get(page("kind", "residence")).status_code == 403


def test_the_loader_leaves_a_corrected_kind_alone(keeper):
    keeper.post(page("kind", "residence"), KIND)
    call_command("load_reference", verbosity=0)
    assert CertificateKind.objects.get(code="residence").name_zh == "在读情况说明"
