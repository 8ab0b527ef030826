"""Things that have a name in both languages."""

import pytest

from cases.forms.limits import CorrectCategoryForm, NewCategoryForm
from grids.forms.both_names import BothNames
from grids.forms.posts import DepartmentForm
from parties.forms.property import CriterionForm
from parties.forms.staff import TopicForm
from residents.forms.care_categories import CategoryForm
from residents.forms.certificates import KindForm

FORMS = [CategoryForm, CorrectCategoryForm, CriterionForm, DepartmentForm, KindForm, NewCategoryForm, TopicForm]


@pytest.mark.parametrize("form", FORMS)
def test_nobody_has_to_know_the_english_name(form):
    assert issubclass(form, BothNames)
    assert not form.base_fields["name_en"].required


@pytest.mark.parametrize(("typed", "kept"), [("", "派出所"), ("Police station", "Police station")])
def test_the_chinese_name_stands_for_an_english_one_left_empty(typed, kept):
    form = BothNames({"name_zh": "派出所", "name_en": typed})
    assert form.is_valid()
    assert form.cleaned_data["name_en"] == kept


@pytest.mark.parametrize(("kept", "offered"), [("派出所", ""), ("Police station", "Police station")])
def test_a_chinese_name_that_stands_for_the_english_one_does_not_outlive_a_new_one(kept, offered):
    assert BothNames(initial={"name_zh": "派出所", "name_en": kept})["name_en"].initial == offered
