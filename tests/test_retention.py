"""Personal data end by a rule and two people, and nothing of them can be read afterwards, in no table."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from grids import history, reference
from grids.actions.seals import seal
from grids.fields import masked
from grids.models import Role
from grids.privacy import seals
from grids.privacy.identity import KeyGone, mask_phone
from residents import actions, retention
from residents.actions import certificates, ledger_undo
from residents.actions.guardian import Outsider, name_guardian
from residents.enums import Ending, Happening, Trait
from residents.models import (
    Certificate,
    CertificateKind,
    Erasure,
    ImportBatch,
    LifeEvent,
    Membership,
    Resident,
    RetentionRule,
)
from tests import factories as make
from tests.test_care import signed_in as without_second_factor
from tests.test_ledgers import number, row, written
from tests.test_residents import HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db
CAME = dt.date(2015, 1, 5)
PHONE = "13805940001"
SECRETS = (
    NUMBER,
    PHONE,
    "林秀英",
    "linxiuying",
    "某村甲号",
    "镇海小学",
    "残疾证七",
    "去了女儿家",
    "原名林阿秀",
    "林远亲",
    "林*英",
    "入学用的",
    "名字写错了",
)


def long_gone(town, years=4, room="401", **facts):
    """Moved out so many years ago."""
    resident = somebody(town, home(town, parts=HOME._replace(room=room)), since=CAME, **facts)
    on = timezone.localdate() - dt.timedelta(days=366 * years)
    return actions.move_out(resident.pk, by=town.community_staff, seen=None, on=on, where_to="去了女儿家")


def due(user):
    return list(retention.due(Resident.objects.visible_to(user), timezone.localdate()).values_list("pk", "rule"))


def erase(town, resident):
    proposed = actions.propose_erasure(resident.pk, by=town.community_staff)
    return actions.confirm_erasure(proposed.pk, by=town.community_staff2)


def test_the_rules_come_from_data_and_keep_what_people_changed(town):
    assert set(RetentionRule.objects.values_list("after", flat=True)) == set(Ending)
    with history.acting(town.community_staff):
        rule = RetentionRule.objects.get(code="left")
        rule.years = 7
        rule.save()
    with history.acting(None):
        RetentionRule.objects.filter(code="died").update(basis="x")
    dict(reference.load_all())
    assert RetentionRule.objects.get(code="left").years == 7
    assert RetentionRule.objects.get(code="died").basis != "x"


def test_those_fall_due_whose_years_are_over_and_no_others(town):
    gone = long_gone(town)
    long_gone(town, years=1, room="501")
    somebody(town, home(town, parts=HOME._replace(room="402")), name="王五", since=CAME)
    dead = somebody(town, home(town, parts=HOME._replace(room="403")), name="陈建国", since=CAME)
    on = timezone.localdate() - dt.timedelta(days=366 * 4)
    actions.died(dead.pk, by=town.community_staff, seen=None, on=on)
    assert due(town.community_staff) == [(gone.pk, "left")]
    assert due(town.stranger) == []
    RetentionRule.objects.filter(code="died").update(years=4)
    assert set(due(town.community_staff)) == {(gone.pk, "left"), (dead.pk, "died")}


def test_nobody_falls_due_whom_another_part_still_needs(town, monkeypatch):
    gone = long_gone(town)
    monkeypatch.setattr(retention, "_needed", {"care": lambda: Resident.objects.filter(pk=gone.pk).values("pk")})
    assert due(town.community_staff) == []
    with pytest.raises(ValidationError):
        actions.propose_erasure(gone.pk, by=town.community_staff)


def test_it_takes_two(town):
    proposed = actions.propose_erasure(long_gone(town).pk, by=town.community_staff)
    with pytest.raises(ValidationError):
        actions.confirm_erasure(proposed.pk, by=town.community_staff)
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.update(confirmed_by=town.community_staff, confirmed_at=timezone.now())
    with pytest.raises(PermissionDenied):
        actions.confirm_erasure(proposed.pk, by=town.stranger)
    with pytest.raises(PermissionDenied):
        actions.confirm_erasure(proposed.pk, by=town.grid_worker)
    assert actions.confirm_erasure(proposed.pk, by=town.community_staff2).anonymised_at


def test_it_is_proposed_once_and_decided_once(town):
    gone = long_gone(town)
    proposed = actions.propose_erasure(gone.pk, by=town.community_staff)
    with pytest.raises(ValidationError):
        actions.propose_erasure(gone.pk, by=town.community_staff2)
    actions.drop_erasure(proposed.pk, by=town.community_staff2)
    with pytest.raises(ValidationError):
        actions.confirm_erasure(proposed.pk, by=town.community_staff2)
    assert actions.propose_erasure(gone.pk, by=town.community_staff2)


def test_whoever_came_back_meanwhile_is_kept(town):
    gone = long_gone(town)
    proposed = actions.propose_erasure(gone.pk, by=town.community_staff)
    there = home(town, parts=HOME._replace(room="402"))
    actions.move(gone.pk, there, by=town.community_staff, seen=None, on=timezone.localdate())
    with pytest.raises(ValidationError):
        actions.confirm_erasure(proposed.pk, by=town.community_staff2)
    assert Resident.objects.get(pk=gone.pk).name == "林秀英"


def told(town):
    """A person of whom every table knows something, merged from two entries, long gone."""
    resident = somebody(
        town, since=CAME, id_number=NUMBER, phone=PHONE, registered_address="某村甲号", workplace="镇海小学"
    )
    staff = town.community_staff
    actions.recognise(resident.pk, Trait.DISABLED, by=staff, seen=None, basis="残疾证七", since=CAME)
    name_guardian(resident.pk, Outsider("林远亲", PHONE), by=staff, seen=None)
    paper = certificates.issue(
        CertificateKind.objects.get(code="residence"), resident.pk, by=staff, purpose="入学用的"
    )
    certificates.withdraw(paper.pk, by=staff, why="名字写错了")
    child = somebody(town, home(town, parts=HOME._replace(room="403")), name="王小宝", id_number="")
    name_guardian(child.pk, resident, by=staff, seen=None)
    actions.correct(resident.pk, by=staff, seen=None, why="原名林阿秀", education="小学")
    again = somebody(town, home(town, parts=HOME._replace(room="402")), since=CAME, phone=PHONE)
    actions.merge(resident.pk, again.pk, by=staff, seen=None, dropped_seen=None)
    on = timezone.localdate() - dt.timedelta(days=366 * 4)
    actions.move_out(resident.pk, by=staff, seen=None, on=on, where_to="去了女儿家")
    return resident


def found_in_the_database(secrets) -> set[tuple[str, str]]:
    """(table, secret) for each that stands readable in any column of any table."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for secret in secrets:
                cursor.execute(
                    f'SELECT 1 FROM "{table}" AS t WHERE strpos(to_jsonb(t)::text, %s) > 0 LIMIT 1', [secret]
                )
                if cursor.fetchone():
                    found.add((table, secret))
    return found


def test_nothing_of_an_anonymised_person_can_be_read_anywhere_also_not_in_history(town):
    resident = told(town)
    before = {secret for _table, secret in found_in_the_database(SECRETS)}
    assert before == set(SECRETS) - {NUMBER, PHONE, "某村甲号"}  # these three never stand readable
    assert len(set(resident.events.values_list("born_on", flat=True))) == 1
    erase(town, resident)
    assert found_in_the_database(SECRETS) == set()
    assert found_in_the_database(["1949-12-31"]) == set()
    resident = Resident.objects.select_related("subject").get(pk=resident.pk)
    for entry in Resident.objects.filter(pk__in=actions.entries_of(resident)).select_related("subject"):
        with pytest.raises(KeyGone):
            _ = entry.subject.data_key
        assert masked(entry, "phone", mask_phone) == ""
    assert (resident.id_index, resident.phone_index, resident.pinyin, resident.initials) == ("", "", "", "")


def test_a_certificate_keeps_its_number_and_nothing_of_an_anonymised_person(town):
    resident = told(town)
    number = Certificate.objects.get().number
    erase(town, resident)
    paper = Certificate.objects.get()
    assert (paper.number, paper.masked_name, paper.purpose, paper.withdrawn_why) == (number, "–", "–", "–")


def undone(town, years: int) -> Resident:
    """Came in with a ledger that was taken back so many years ago."""
    written(town, row(ident=number(1), phone=PHONE))
    batch = ImportBatch.objects.get()
    ledger_undo.undo(batch, by=town.community_staff)
    at = timezone.now() - dt.timedelta(days=366 * years)
    with history.acting(None):
        Resident.objects.update(withdrawn_at=at)
    return Resident.objects.get()


def test_people_of_an_undone_ledger_are_listed_and_forgotten_though_no_other_page_shows_them(town, signed_in):
    resident = undone(town, years=2)
    client = signed_in(town.community_staff)
    assert client.get(resident.get_absolute_url()).status_code == 404
    assert f'value="{resident.ref}"' in client.get("/residents/retention/").content.decode()
    client.post("/residents/retention/propose/", {"ref": resident.ref})
    client.force_login(town.community_staff2, backend="grids.backends.StaffBackend")
    assert client.post(f"/residents/retention/{resident.ref}/confirm/").status_code == 302
    assert found_in_the_database(["林秀英", PHONE]) == set()
    assert Resident.objects.get().anonymised_at


def test_people_of_an_undone_ledger_are_not_due_before_their_year_is_over_nor_elsewhere(town):
    undone(town, years=0)
    assert list(retention.due(retention.within(town.community_staff), timezone.localdate())) == []
    with history.acting(None):
        Resident.objects.update(withdrawn_at=timezone.now() - dt.timedelta(days=800))
    assert list(retention.due(retention.within(town.stranger), timezone.localdate())) == []
    assert retention.due(retention.within(town.community_staff), timezone.localdate()).get().rule == "undone"


def test_a_guardian_is_kept_for_a_year_after_the_child_came_of_age(town):
    today = timezone.localdate()
    for room, age in (("501", 18), ("502", 19)):
        child = somebody(
            town, home(town, parts=HOME._replace(room=room)), born_on=today.replace(year=today.year - 17, day=1)
        )
        name_guardian(child.pk, Outsider("林远亲", PHONE), by=town.community_staff, seen=None)
        actions.correct(
            child.pk, by=town.community_staff, seen=None, born_on=today.replace(year=today.year - age, day=1)
        )
    assert due(town.community_staff) == [(child.pk, "guardian")]
    assert retention.due(Resident.objects.all(), today).get().ended_on == today.replace(year=today.year - 1, day=1)
    erase(town, child)
    child = Resident.objects.get(pk=child.pk)
    assert (child.guardian_name, child.guardian_phone, child.name) == ("", None, "林秀英")
    assert not child.events.exclude(guardian_name="", guardian_phone=None).exists()
    assert child.life_events.latest("pk").kind == Happening.EMPTIED
    assert due(town.community_staff) == []


def test_education_and_workplace_go_a_year_after_their_person_and_the_rest_later(town):
    gone = long_gone(town, years=2, workplace="镇海小学", education="本科")
    assert due(town.community_staff) == [(gone.pk, "work-left")]
    erase(town, gone)
    assert found_in_the_database(["镇海小学", "本科"]) <= {("residents_registerfield", "本科")}
    assert Resident.objects.get(pk=gone.pk).name == "林秀英"
    assert due(town.community_staff) == []
    RetentionRule.objects.filter(code="left").update(years=1)
    assert due(town.community_staff) == [(gone.pk, "left")]


def test_whoever_came_back_is_not_anonymised_by_a_proposal_though_a_part_is_due(town):
    today = timezone.localdate()
    gone = long_gone(town, born_on=today.replace(year=today.year - 17, day=1))
    name_guardian(gone.pk, Outsider("林远亲", PHONE), by=town.community_staff, seen=None)
    proposed = actions.propose_erasure(gone.pk, by=town.community_staff)
    there = home(town, parts=HOME._replace(room="402"))
    actions.move(gone.pk, there, by=town.community_staff, seen=None, on=today)
    actions.correct(gone.pk, by=town.community_staff, seen=None, born_on=today.replace(year=today.year - 30, day=1))
    assert due(town.community_staff) == [(gone.pk, "guardian")]
    with pytest.raises(ValidationError):
        actions.confirm_erasure(proposed.pk, by=town.community_staff2)


def test_the_catalogue_prints_what_the_rules_do(town, signed_in):
    client = signed_in(town.unit_head)
    RetentionRule.objects.filter(code="left").update(years=9)
    assert "9 years" in client.get("/residents/fields/resident.name/").content.decode()
    kept = {line["field"].code: line["kept"] for line in client.get("/residents/fields/").context["rows"]}
    rest = "Died: 5 years later · Moved out of everything: 9 years later"
    assert kept["resident.phone"] == f"Ledger undone: 1 year later · {rest}"
    assert kept["resident.guardian"] == f"Came of age: 1 year later · Ledger undone: 1 year later · {rest}"
    assert kept["resident.workplace"].count("1 year later") == 3
    assert not [code for code, words in kept.items() if not words]


def test_what_is_counted_stays(town):
    resident = told(town)
    counted = Membership.objects.order_by("pk").values("area", "since", "until", "is_living", "is_registered")
    homes = list(counted)
    events = list(LifeEvent.objects.order_by("pk").values_list("kind", "on"))
    resident = erase(town, resident)
    assert list(counted.all()) == homes
    assert list(LifeEvent.objects.order_by("pk").values_list("kind", "on"))[:-1] == events
    assert LifeEvent.objects.latest("pk").kind == Happening.ANONYMISED
    assert (resident.sex, resident.born_on) == ("female", dt.date(1949, 1, 1))
    assert resident.traits.get().kind == Trait.DISABLED
    assert str(resident) in {"Anonymised", "已匿名"}


def test_the_seals_still_fit_after_somebody_was_anonymised(town):
    resident = told(town)
    seal()
    erase(town, resident)
    call_command("verify_audit", stdout=StringIO())
    seal()
    assert seals.verify()[1] is None


def test_a_text_of_the_record_that_is_changed_otherwise_is_refused_and_seen(town):
    resident = told(town)
    event = LifeEvent.objects.filter(resident=resident).exclude(text="").first()
    for change in ({"text": ""}, {"text": "", "salt": None, "text_digest": "0" * 64}, {"on": CAME}):
        with pytest.raises(DatabaseError), transaction.atomic():
            LifeEvent.objects.filter(pk=event.pk).update(**change)
    seal()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE residents_lifeevent SET text = 'x' WHERE id = %s", [event.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert seals.verify()[1].what == "changed"


def test_a_reason_that_many_share_is_left(town):
    """An import's reason says nothing of anybody; only what was said about this person goes."""
    resident = long_gone(town)
    somebody(town, home(town, parts=HOME._replace(room="402")), name="王五", since=CAME)
    with history.acting(town.community_staff, why="导入北街台账"):
        Resident.objects.update(confirmed_at=timezone.now())
    erase(town, resident)
    assert {table for table, _secret in found_in_the_database(["导入北街台账"])} == {"pghistory_context"}


# The rules themselves


def keeper(town):
    return make.user(at=town.district, role=Role.objects.get(code="system_admin"))


def test_the_keeper_of_the_rules_corrects_one_on_its_page_and_it_stays(town):
    gone, client, url = long_gone(town), without_second_factor(keeper(town)), "/residents/retention/rules/left/"
    assert due(town.community_staff) == [(gone.pk, "left")]
    facts = {"years": 31, "basis": "地方规定第九条", "why": "按本区规定"}
    answer = client.post(url, facts)
    assert answer.status_code == 422
    assert answer.context["form"].errors["years"]
    assert "地方规定第九条" in answer.content.decode()
    assert client.post(url, facts | {"years": 6}).status_code == 302
    assert due(town.community_staff) == []
    dict(reference.load_all())
    assert RetentionRule.objects.get(code="left").years == 6
    shown = client.get(url).content.decode()
    assert "按本区规定" in shown  # in its history
    assert RetentionRule.objects.get(code="left").check_locally is False


def test_others_read_the_rules_and_correct_none(town):
    client, url = without_second_factor(town.unit_head), "/residents/retention/rules/left/"
    assert url in client.get("/residents/retention/rules/").content.decode()
    assert "<textarea" not in client.get(url).content.decode()
    assert client.post(url, {"years": 1, "basis": "x", "why": "xx"}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.correct_rule("left", years=1, basis="x", check_locally=False, by=town.unit_head, why="xx")
    assert client.get("/residents/retention/rules/nothing/").status_code == 404


@pytest.mark.parametrize(("field", "value"), [("years", 0), ("basis", " "), ("why", "")])
def test_a_rule_has_years_a_basis_and_a_reason(town, field, value):
    facts = {"years": 4, "basis": "x", "why": "按规定", "check_locally": False} | {field: value}
    with pytest.raises(ValidationError) as refused:
        actions.correct_rule("left", by=keeper(town), **facts)
    assert field in refused.value.message_dict


def test_nothing_more_is_written_of_whom_nobody_can_read(town, signed_in):
    resident = erase(town, long_gone(town))
    staff = town.community_staff
    for act in (lambda: actions.correct(resident.pk, by=staff, seen=None, name="新名字"),
                lambda: actions.confirm(resident.pk, by=staff, seen=None)):  # fmt: skip
        with pytest.raises(ValidationError):
            act()
    client = signed_in(staff)
    html = client.get(resident.get_absolute_url()).content.decode()
    assert "<h1>Anonymised</h1>" in html
    assert "/act/" not in html
    answer = client.post(f"{resident.get_absolute_url()}confirm/", {"seen": resident.version}, follow=True)
    assert "nothing is written of it any more" in answer.content.decode()
