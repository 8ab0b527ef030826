"""A title above the head, as office sheets have it: read past in every sheet that is brought in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grids.forms.calendar import NoticeForm
from grids.forms.organisation_sheet import ChooseForm
from grids.forms.redivision import SheetForm

CASES = [
    (ChooseForm, "单位名称,统一社会信用代码,所属网格", "东梅便利店,,350304001001"),
    (NoticeForm, "日期,上班,节假日", "2027-01-01,0,元旦"),
    (NoticeForm, "date,works,name", "2027-01-01,0,元旦"),
    (SheetForm, "层级,编码,名称", "网格,,东网格"),
]


@pytest.mark.parametrize("above", ["", "东梅社区台账\n", "东梅社区台账\n填表人：,,2026年5月\n"])
@pytest.mark.parametrize(("form", "head", "row"), CASES)
def test_a_title_above_the_head_is_read_past(form, head, row, above):
    file = SimpleUploadedFile("a.csv", f"{above}{head}\n{row}\n".encode())
    asked = form({"source": "国办发明电〔2026〕7号", "rest": "stay", "reason": "x"}, {"file": file})
    assert asked.is_valid(), asked.errors
    sheet = asked.cleaned_data["file"]
    assert [*sheet.rows[0].cells] == head.split(",")
    assert [*sheet.rows[0].cells.values()] == row.split(",")
    assert sheet.rows[0].line == 2 + above.count("\n")
