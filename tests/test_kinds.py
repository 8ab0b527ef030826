"""What areas are called by their level and sort."""

from django.utils import translation

from grids import kinds
from grids.enums import Kind


def test_towns_and_villages_are_called_so_unless_the_district_has_a_word_of_its_own():
    with translation.override("zh-hans"):
        words = {kind: str(word) for kind, word in Kind.choices}
        said = [kinds.called(words, "street", name) for name in ("镇海街道", "西天尾镇", "龟山乡")]
        assert said == ["街道", "镇", "乡"]
        assert [kinds.called(words, "community", name) for name in ("凤山社区居委会", "步云村委会")] == ["社区", "村"]
        assert kinds.called(words | {"street": "片区"}, "street", "西天尾镇") == "片区"
