"""The field catalogue: by which right, and what a heading of somebody's sheet means."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from grids import history
from grids.models import Area, Post, SubjectKey, User
from grids.models.area import ANCESTORS
from residents import actions, catalogue
from residents.actions import defaults
from residents.enums import Relation, Trait
from residents.ledgers import headings
from residents.models import (
    CareCase,
    CareHelper,
    CareVisit,
    Certificate,
    Dwelling,
    HelpAsked,
    Household,
    Lease,
    LifeEvent,
    Membership,
    RegisterField,
    Resident,
    ResidentTrait,
)
from tests.test_residents import DAY, NUMBER, home, somebody

pytestmark = pytest.mark.django_db


def test_every_entry_that_tables_may_ask_for_can_be_read_and_everything_readable_is_one():
    assert set(RegisterField.objects.in_tables().values_list("code", flat=True)) == set(catalogue.READERS)


HOLD = {
    "resident": Resident, "membership": Membership, "household": Household, "dwelling": Dwelling, "lease": Lease,
    "trait": ResidentTrait, "event": LifeEvent, "care": CareCase, "helper": CareHelper, "visit": CareVisit,
    "help": HelpAsked, "certificate": Certificate,
}  # fmt: skip
# What is no fact about a person or a home, and why. A key to another row is left out where its entry stands elsewhere.
EXEMPT = {
    "id": "number of the row", "ref": "random address", "version": "for two at once", "salt": "of a digest",
    "text_digest": "proves the seal of a text that is gone", "pinyin": "computed from the name",
    "initials": "computed from the name", "id_index": "finds the number again, tells nothing",
    "phone_index": "finds the phone again, tells nothing", "address_key": "computed from the address, for sorting",
    "next_due_at": "computed from the visits", "alarm_at": "when the sweep looks", "alarm_level": "of the sweep",
    "status": "how far the work is", "is_extra": "how the visit was planned", "at": "when it was written down",
    "confirmed_at": "when it was written down", "done_at": "when it was written down",
    "asked_at": "when it was written down", "sealed_at": "when it was written down",
    "anonymised_at": "when it was written down",
    "withdrawn_at": "when it was written down", "merged_into": "the same person's other entry",
    "joined_into": "the same people's other household", "follows": "the same person's record elsewhere",
    "household_id": "where an event was: the membership's", "to_household_id": "where an event led: the membership's",
    "issuer": "the community, of the paper's number", "year": "of the paper's number",
    "serial": "of the paper's number", "wording": "of the kind, no word of the person",
    "facts": "what the paper said of entries that stand elsewhere",
    **dict.fromkeys(ANCESTORS, "computed from the area"),
}  # fmt: skip
OFFICE = {User, Post, Area, SubjectKey}  # who acted for the office, where, and the keys of what is sealed
SAME = {"resident.guardian_name": "resident.guardian"}  # two columns of one fact


def test_every_column_about_people_and_homes_has_its_entry():
    there = set(RegisterField.objects.values_list("code", flat=True))
    lacking = []
    for part, model in HOLD.items():
        for column in model._meta.concrete_fields:
            code = f"{part}.{column.name}"
            points = column.related_model
            if column.name in EXEMPT or points in OFFICE or points in HOLD.values() and code not in there:
                continue
            if SAME.get(code, code) not in there:
                lacking.append(code)
    assert lacking == []


def test_no_heading_of_a_sheet_means_what_no_table_may_ask_for():
    assert headings.matched(["帮扶类别", "健康情况", "去世日期"]) == {}


def test_a_field_without_a_legal_basis_cannot_be_switched_on():
    field = RegisterField(code="resident.hobby", name_zh="爱好", name_en="Hobby", type="text", sensitivity="open")
    with pytest.raises(ValidationError, match="legal basis|法律依据"):
        field.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        field.save()


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("姓 名", "resident.name"),
        ("身份证号码*（必填）", "resident.id_number"),
        ("公民身份号码", "resident.id_number"),
        ("手机号", "resident.phone"),
        ("现住址", "dwelling.address"),
        ("年龄（周岁）", "resident.age"),
        ("Date of birth", "resident.born_on"),
    ],
)
def test_a_heading_is_understood_in_the_words_of_other_offices(heading, code):
    assert headings.matched([heading]) == {heading: code}


def test_what_is_never_recorded_is_no_field_and_no_heading_is_understood_as_one():
    assert headings.matched(["宗教信仰", "血型", "政治态度", "思想动态", "人脸照片"]) == {}


def test_what_somebody_matched_by_hand_goes_before_the_synonyms():
    heading = "联系方式（监护人）"
    assert headings.matched([heading], {headings.folded(heading): "resident.phone"}) == {heading: "resident.phone"}
    assert headings.matched(["姓名"], {"姓名": ""}) == {}


def test_a_person_is_read_whole_and_masked(town):
    household = home(town)
    somebody(town, household, name="林秀英", id_number=NUMBER, phone="13805940001")
    son = somebody(town, household, name="林小明", relation=Relation.SON)
    actions.recognise(
        son.pk, Trait.DISABLED, by=town.community_staff, seen=None, basis="残疾证", grade="二级", since=DAY
    )
    rows = Membership.objects.select_related("resident__subject", "household__dwelling").order_by("pk")
    first, second = catalogue.entries(rows, dt.date(2026, 12, 31))
    assert catalogue.value("resident.id_number", first) == NUMBER
    assert catalogue.shown("resident.id_number", first) == "1101**********002X"
    assert catalogue.value("resident.age", first) == "77"
    assert (catalogue.value("household.head", second), catalogue.value("household.size", second)) == ("林秀英", "2")
    assert catalogue.value("trait.disabled", second) == "二级"
    assert catalogue.value("trait.low_income", second) == ""
    assert catalogue.value("area.grid", second) == town.grid.short_name
    assert catalogue.value("dwelling.address", second) == "东梅小区3号楼2单元401室"


def test_reading_many_costs_as_many_queries_as_reading_one(town, django_assert_max_num_queries):
    household = home(town)
    for name in ("林一", "林二", "林三"):
        somebody(town, household, name=name, relation=Relation.OTHER)
    rows = Membership.objects.select_related("resident__subject", "household__dwelling")
    with django_assert_max_num_queries(4):
        for entry in catalogue.entries(rows, DAY):
            for code in catalogue.READERS:
                catalogue.value(code, entry)


def test_the_loader_mends_what_is_outdated_and_leaves_alone_what_somebody_changed(town):
    name, phone = (RegisterField.objects.get(code=code) for code in ("resident.name", "resident.phone"))
    RegisterField.objects.filter(pk=name.pk).update(purpose="old")
    with transaction.atomic(), history.acting(town.community_staff):
        phone.purpose = "本社区自定"
        phone.save()
    assert defaults.load(RegisterField, "field") == "0 created, 1 changed"
    assert RegisterField.objects.get(pk=name.pk).purpose != "old"
    assert RegisterField.objects.get(pk=phone.pk).purpose == "本社区自定"
