"""The pages of the field catalogue: everybody reads it, rule keepers keep it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids.fields import plain
from grids.models import Role, User
from residents import actions
from residents.actions import as_shown, certificates
from residents.enums import Trait
from residents.forms.tables import MatchForm
from residents.models import CertificateKind, RegisterField, Resident, TableRequest
from tests import factories as make
from tests.test_care import helped
from tests.test_residents import DAY, HOME, home, somebody

pytestmark = pytest.mark.django_db
FIELD = "resident.workplace"


@pytest.fixture
def keeper(town):
    somebody = make.user(at=town.district, role=Role.objects.get(code="system_admin"))
    User.objects.filter(pk=somebody.pk).update(is_demo=True)  # an administrator elsewhere needs a second factor
    return make.fresh(somebody)


def signed_in_as(user):
    client = Client()
    client.force_login(user)
    return client


def typed(**more):
    field = RegisterField.objects.get(code=FIELD)
    names = ("name_zh", "name_en", "basis", "purpose", "owner", "sensitivity", "retention")
    return {name: getattr(field, name) for name in names} | {"synonyms": "单位\n学校，就职单位", "why": "核对"} | more


def test_everybody_reads_the_catalogue_and_only_keepers_change_it(town):
    client = signed_in_as(town.grid_worker)
    page = client.get(reverse("fields:list")).content.decode()
    assert RegisterField.objects.get(code=FIELD).basis in page
    assert client.post(reverse("fields:field", args=[FIELD]), typed()).status_code == 403
    assert client.post(reverse("fields:verify", args=[FIELD])).status_code == 403


def test_a_keeper_corrects_an_entry_and_its_synonyms(keeper):
    assert (
        signed_in_as(keeper).post(reverse("fields:field", args=[FIELD]), typed(purpose="就业服务")).status_code == 302
    )
    field = RegisterField.objects.get(code=FIELD)
    assert (field.purpose, field.synonyms) == ("就业服务", ["单位", "学校", "就职单位"])


def test_the_basis_is_not_taken_from_a_field_in_use_and_what_was_typed_stays(keeper):
    answer = signed_in_as(keeper).post(reverse("fields:field", args=[FIELD]), typed(basis="", purpose="新用途"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["basis"]
    assert "新用途" in answer.content.decode()


def test_without_a_basis_it_cannot_be_switched_on(keeper):
    RegisterField.objects.filter(code=FIELD).update(is_on=False, basis="")
    answer = signed_in_as(keeper).post(reverse("fields:switch", args=[FIELD, "on"]), {"why": "需要"})
    assert answer.status_code == 422
    assert not RegisterField.objects.get(code=FIELD).is_on


def test_switching_off_and_verifying_say_who_and_when(keeper):
    client = signed_in_as(keeper)
    client.post(reverse("fields:switch", args=[FIELD, "off"]), {"why": "不再需要"})
    client.post(reverse("fields:verify", args=[FIELD]))
    field = RegisterField.objects.get(code=FIELD)
    assert (field.is_on, field.verified_by) == (False, keeper)
    assert field.verified_at


def test_the_list_costs_the_same_however_many_were_verified(keeper, django_assert_num_queries):
    client, url = signed_in_as(keeper), reverse("fields:list")
    client.get(url)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    RegisterField.objects.update(verified_by=keeper, verified_at=timezone.now())
    with django_assert_num_queries(len(first)):
        client.get(url)


# What is out of use is neither asked for nor shown; what is stored stays.


def out_of_use(*codes) -> None:
    RegisterField.objects.filter(code__in=codes).update(is_on=False)


def test_a_fact_out_of_use_is_asked_for_in_no_form(town, signed_in):
    person, client = somebody(town), signed_in(town.community_staff)
    forms = ["/residents/new/", f"{person.get_absolute_url()}act/correct/"]
    out_of_use("resident.phone", "resident.workplace", "resident.registered_region", "trait.low_income")
    for where in forms:
        assert not {"phone", "workplace", "registered_region"} & set(client.get(where).context["form"].fields)
    kinds = client.get(f"{person.get_absolute_url()}act/recognise/").context["form"].fields["kind"].choices
    assert [kind for kind, _label in kinds] == ["disabled", "veteran", "left_behind"]


def test_a_correction_leaves_what_is_out_of_use_as_it_is(town, signed_in):
    person = somebody(town, workplace="镇海小学", phone="13805940001")
    out_of_use("resident.phone", "resident.workplace")
    sent = {"seen": person.version, "name": "林秀珍", "workplace": "别处", "phone": "13800000000"}
    assert signed_in(town.community_staff).post(f"{person.get_absolute_url()}act/correct/", sent).status_code == 302
    person = Resident.objects.select_related("subject").get(pk=person.pk)
    assert (person.name, person.workplace, plain(person, "phone")) == ("林秀珍", "镇海小学", "13805940001")


def test_somebody_is_registered_without_what_is_out_of_use(town, signed_in):
    out_of_use("resident.phone", "resident.born_on", "resident.id_number", "resident.sex")
    sent = {
        "area": town.unit.code, "address": "东梅小区3号楼2单元401", "name": "林秀英", "relation": "02",
        "is_living": "on", "since": timezone.localdate().isoformat(), "phone": "13805940001",
    }  # fmt: skip
    assert signed_in(town.community_staff).post("/residents/new/", sent).status_code == 302
    assert Resident.objects.get().phone is None


def test_a_fact_out_of_use_is_shown_on_no_page_of_the_person(town, signed_in):
    person = somebody(town, workplace="镇海小学", phone="13805940001")
    other = somebody(town, home(town, parts=HOME._replace(room="909")), workplace="镇海小学", phone="13805940001")
    by, client = town.community_staff, signed_in(town.community_staff)
    actions.recognise(person.pk, Trait.LOW_INCOME, by=by, seen=None, basis="低保证", since=DAY)
    here = person.get_absolute_url()
    pages = [
        here,
        f"{here}on/?day={timezone.localdate()}",
        reverse("duplicates:compare", args=[person.ref, other.ref]),
    ]
    hidden = ("镇海小学", "138****0001")

    def shown() -> set[str]:
        return {words for page in pages for words in hidden if words in client.get(page).content.decode()}

    assert shown() == set(hidden)
    out_of_use("resident.phone", "resident.workplace", "trait.low_income")
    assert shown() == set()
    assert client.get(here).context["traits"] == client.get(pages[1]).context["traits"] == []
    assert client.post(f"{here}reveal/phone/", {"reason": "visit"}).status_code == 404


def born(town, **more) -> Resident:
    return somebody(town, sex="female", born_on=date(1949, 12, 31), phone="13805940001", **more)


@pytest.mark.parametrize("code", ["resident.sex", "resident.age", "resident.born_on"])
def test_sex_and_age_out_of_use_stand_in_no_list_and_narrow_none(town, signed_in, code):
    born(town)
    client = signed_in(town.community_staff)
    name = "sex" if code == "resident.sex" else "age"
    pages = ("/residents/?", "/residents/?sex=male&age=0-2&view=elderly")

    def told() -> list[tuple]:
        answers = [client.get(page) for page in pages]
        answers.append(client.post("/residents/find/", {"number": "13805940002"}))
        told = [(f'name="{name}"' in each.content.decode(), each.context[f"has_{name}"]) for each in answers]
        return [*told, len(answers[1].context["rows"])]

    born(town, household=home(town, parts=HOME._replace(room="909")), name="陈建国")
    assert told() == [(True, True), (True, True), (False, True), 0]
    out_of_use(code)
    assert told() == [(False, False), (False, False), (False, False), 0]
    rows = client.get(f"/residents/?{name}={'male' if name == 'sex' else '0-2'}").context["rows"]
    assert len(rows) == 2


def test_a_ledger_that_rests_on_what_is_out_of_use_is_not_offered(town, signed_in):
    client, born_there = signed_in(town.community_staff), born(town)
    out_of_use("resident.born_on", "trait.disabled")
    page = client.get("/residents/?view=disabled")
    tabs = {url.removeprefix("?view=") for url, _label, _is_current in page.context["tabs"]}
    assert not {"elderly", "disabled"} & tabs
    assert {"veteran", "tenant", "stale"} <= tabs
    assert [row.name for row in page.context["rows"]] == [born_there.name]
    form = MatchForm(request=TableRequest(head={"columns": {}}), may_full=False)
    assert not {"age_from", "age_to"} & set(form.fields)
    assert "elderly" not in dict(form.fields["ledger"].choices)


def test_sex_and_age_out_of_use_are_said_of_nobody_who_is_looked_up(town, signed_in):
    person, client = born(town), signed_in(town.community_staff)
    other = home(town, parts=HOME._replace(room="909"))
    care = helped(town, resident=person)
    sent = {"who": person.name, "relation": "10", "is_living": "on", "on": str(DAY), "seen": as_shown.household(other)}

    def shown() -> list[set[str]]:
        pages = [
            client.post(f"{other.get_absolute_url()}act/add/", sent),
            client.get(f"/care/{care.ref}/"),
            client.post("/residents/certificates/new/", {"name": person.name}),
            client.get(person.get_absolute_url()),
        ]
        words = ("Female", "1949", f"{person.age(timezone.localdate())} years", "aged")
        return [{word for word in words if word in page.content.decode()} for page in pages]

    assert all(shown())
    out_of_use("resident.sex", "resident.born_on")
    assert not any(shown())


def test_a_paper_leaves_what_is_out_of_use_to_the_hand(town, signed_in):
    person = born(town)
    kind = CertificateKind.objects.get(code="residence")
    made = certificates.issue(kind, person.pk, by=town.community_staff, purpose="入学")
    client = signed_in(town.community_staff)
    told = [client.post(f"{made.get_absolute_url()}print/").context["text"]]
    out_of_use("resident.sex", "resident.born_on")
    told.append(client.post(f"{made.get_absolute_url()}print/").context["text"])
    assert "女，1949年12月31日出生" in told[0]
    assert "________，________出生" in told[1]


def test_a_guardian_is_not_asked_for_where_that_is_out_of_use(town, signed_in):
    child = somebody(town, born_on=timezone.localdate().replace(year=timezone.localdate().year - 9, day=1))
    page, where = signed_in(town.community_staff), f"{child.get_absolute_url()}act/guardian/"
    assert where in page.get(child.get_absolute_url()).content.decode()
    out_of_use("resident.guardian")
    assert where not in page.get(child.get_absolute_url()).content.decode()
    assert page.get(where).status_code == 404


@pytest.mark.parametrize("code", ["resident.name", "membership.relation", "care.grade"])
def test_what_the_registers_rest_on_is_not_switched_off(keeper, code):
    answer = signed_in_as(keeper).post(reverse("fields:switch", args=[code, "off"]), {"why": "不再需要"})
    assert answer.status_code == 422
    assert RegisterField.objects.get(code=code).is_on
