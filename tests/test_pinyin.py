import pytest
from hypothesis import given, strategies as st

from grids.words.pinyin import key


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("镇海社区", "zhenhaishequ", "zhsq"),
        ("3号楼", "3haolou", "3hl"),
        ("３号楼", "3haolou", "3hl"),
        ("12号楼A座", "12haolouazuo", "12hlaz"),
        ("绿苑小区", "lvyuanxiaoqu", "lyxq"),
        ("长河街道", "changhejiedao", "chjd"),
        ("单元", "danyuan", "dy"),
        ("镇海 · 北街（东）", "zhenhaibeijiedong", "zhbjd"),
        ("John Smith", "johnsmith", "js"),
        ("", "", ""),
    ],
)
def test_a_name_is_found_by_its_reading_and_its_initials(name, full, initials):
    assert key(name) == (full, initials)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("单雄信", "shanxiongxin"),
        ("解小东", "xiexiaodong"),
        ("仇英", "qiuying"),
        ("曾国藩", "zengguofan"),
        ("尉迟恭", "yuchigong"),
        ("万俟卨", "moqixie"),
        ("万里", "wanli"),
        ("欧阳修", "ouyangxiu"),
        ("吕布", "lvbu"),
        ("区小红", "ouxiaohong"),
    ],
)
def test_a_surname_keeps_its_own_reading(name, full):
    assert key(name, person=True)[0] == full


@given(st.text(max_size=30), st.booleans())
def test_any_text_gives_a_key_of_small_letters_and_digits(name, person):
    full, initials = key(name, person)
    assert full == full.lower()
    assert all(letter.isalnum() for letter in full)
    assert len(initials) <= len(full)


def test_every_common_character_has_a_reading():
    """Those of GB 2312: what is rarer, 瓰 or 兙, stands in the key as itself."""
    common = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    assert len("".join(common)) == 6763
    for letter in filter(None, common):
        full, initials = key(letter)
        assert full.isascii(), letter
        assert len(initials) == 1
    assert key("瓰") == ("瓰", "瓰")
