"""The field catalogue: by which right, and what a heading of somebody's sheet means."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from grids import history
from residents import actions, catalogue, headings
from residents.actions import defaults
from residents.enums import Relation, Trait
from residents.models import Membership, RegisterField
from tests.test_residents import DAY, NUMBER, home, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_every_entry_can_be_read_and_everything_readable_is_an_entry():
    assert set(RegisterField.objects.values_list("code", flat=True)) == set(catalogue.READERS)


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
