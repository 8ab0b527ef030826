"""What the lines of a sheet of organisations would do to their register. Writes nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, override, pgettext_lazy

from grids.areas import names
from grids.days import when
from grids.enums import OrganisationKind
from grids.models import Area, AreaCode, Organisation
from grids.organisations.uscc import clean_code
from grids.permissions import EDIT_ORGANISATION
from grids.privacy.idnumbers import LOST_DIGITS
from grids.sheets import Row, Sheet
from grids.words import phrases

NAME, KIND, CODE, PLACE, ADDRESS = "name", "kind", "uscc", "area", "address"
HEADS = {
    NAME: pgettext_lazy("of a thing", "Name"),
    CODE: gettext_lazy("Unified social credit code"),
    KIND: gettext_lazy("Kind"),
    PLACE: gettext_lazy("Lies in"),
    ADDRESS: gettext_lazy("Address"),
}
ALIASES = {
    **dict.fromkeys(("名称", "单位名称", "企业名称", "机构名称", "商户名称", "店名", "name"), NAME),
    **dict.fromkeys(("统一社会信用代码", "社会信用代码", "信用代码", "credit code", "uscc"), CODE),
    **dict.fromkeys(("类型", "类别", "单位类型", "性质", "kind"), KIND),
    **dict.fromkeys(
        ("所在区域", "所在网格", "所属网格", "网格", "单元", "社区", "区域编码", "lies in", "area"), PLACE
    ),
    **dict.fromkeys(("地址", "详细地址", "经营地址", "住所", "address"), ADDRESS),
}
MORE_KINDS = {
    **dict.fromkeys(("商铺", "店铺", "个体户", "个体工商户", "商户"), OrganisationKind.SHOP),
    **dict.fromkeys(("公司", "企业"), OrganisationKind.COMPANY),
    **dict.fromkeys(("机关", "事业单位", "机关事业单位"), OrganisationKind.PUBLIC),
    **dict.fromkeys(("物业", "物业公司"), OrganisationKind.PROPERTY),
    **dict.fromkeys(("医院", "诊所", "卫生院"), OrganisationKind.MEDICAL),
    **dict.fromkeys(("幼儿园", "小学", "中学"), OrganisationKind.SCHOOL),
}


class Outcome(TextChoices):
    ADD = "add", gettext_lazy("To add")
    UPDATE = "update", gettext_lazy("To update")
    SAME = "same", gettext_lazy("Unchanged")
    WRONG = "wrong", gettext_lazy("Wrong")


@dataclass(slots=True)
class Planned:
    """given: what the line says, an empty cell says nothing. errors: (head in the sheet or None, reason)."""

    line: int
    cells: dict[str, str]
    outcome: Outcome = Outcome.ADD
    given: dict[str, Any] = field(default_factory=dict)
    there: Organisation | None = None
    errors: list[tuple[str | None, str]] = field(default_factory=list)


def meant(head: str) -> str:
    """Our field for a head of a sheet, "" where it is none of ours."""
    return ALIASES.get(head.strip().lower().rstrip("*＊"), "")


def matched(head: list[str]) -> dict[str, str]:
    """Our field -> the head of the sheet that means it, the first where several do."""
    found: dict[str, str] = {}
    for name in head:
        if code := meant(name):
            found.setdefault(code, name)
    return found


def plan(sheet: Sheet, by) -> list[Planned]:
    """One for each line, in its order: a fixed number of queries, however many there are."""
    heads, kinds = matched(sheet.head), _kinds()
    planned = [_read(row, heads, kinds) for row in sheet.rows]
    places = _places({one.cells[PLACE] for one in planned if one.cells.get(PLACE)}, by)
    for one in planned:
        _place(one, places, heads)
    by_code, by_name = _register(planned)
    seen: dict[tuple, int] = {}
    for one in planned:
        _decide(one, by_code, by_name, by, heads)
        _twice(one, seen, heads)
        if one.errors:
            one.outcome = Outcome.WRONG
    return planned


def _read(row: Row, heads: dict[str, str], kinds: dict[str, str]) -> Planned:
    cells = {code: " ".join(row.cells.get(head, "").split()) for code, head in heads.items()}
    one = Planned(row.line, cells)
    for code, most in ((NAME, 80), (ADDRESS, 120)):
        if len(cells.get(code, "")) > most:
            one.errors.append((heads[code], _("longer than %(count)d characters") % {"count": most}))
        elif cells.get(code):
            one.given[code] = cells[code]
    if text := cells.get(CODE):
        if heads[CODE] in row.lost:
            one.errors.append((heads[CODE], str(LOST_DIGITS)))
        else:
            _code(one, text, heads)
    if text := cells.get(KIND):
        if kind := kinds.get(text.lower()):
            one.given[KIND] = kind
        else:
            words = phrases.listed(OrganisationKind.labels)
            one.errors.append((heads[KIND], _("only these are understood: %(words)s") % {"words": words}))
    return one


def _code(one: Planned, text: str, heads) -> None:
    try:
        one.given[CODE] = clean_code(text)
    except ValidationError as error:
        one.errors.append((heads[CODE], error.messages[0]))


def _kinds() -> dict[str, str]:
    found = dict(MORE_KINDS)
    for language in ("zh-hans", "en"):
        with override(language):
            found |= {str(kind.label).lower(): kind.value for kind in OrganisationKind}
    return found


def _places(said: set[str], by) -> dict[str, list[Area]]:
    """By every code they had and every name they go by, among the areas whose organisations this person keeps."""
    by_name: dict[str, set[str]] = {}
    for text in said:
        for name in names.full(text):
            by_name.setdefault(name, set()).add(text)
    by_code: dict[int, set[str]] = {}
    for code, area_id in AreaCode.objects.filter(code__in=said).values_list("code", "area"):
        by_code.setdefault(area_id, set()).add(code)
    called = Q(pk__in=by_code) | Q(name__in=by_name)
    found: dict[str, list[Area]] = {text: [] for text in said}
    for area in Area.objects.visible_to(by).unretired().filter(called, by.scope.area_q(EDIT_ORGANISATION)):
        for text in by_code.get(area.pk, set()) | by_name.get(area.name, set()):
            found[text].append(area)
    return found


def _place(one: Planned, places: dict[str, list[Area]], heads: dict[str, str]) -> None:
    text = one.cells.get(PLACE)
    if not text:
        return
    found = places[text]
    if len(found) == 1:
        one.given[PLACE] = found[0]
    elif found:
        one.errors.append((heads[PLACE], _("several areas are called so: write the code")))
    else:
        one.errors.append((heads[PLACE], _("no such area among those whose organisations you keep")))


def _register(planned: list[Planned]) -> tuple[dict[str, Organisation], dict[tuple, Organisation]]:
    codes = [one.given[CODE] for one in planned if CODE in one.given]
    called = [one.given[NAME] for one in planned if NAME in one.given]
    asked = Organisation.objects.filter(Q(uscc__in=codes) | Q(name__in=called))
    # Of one name in one place the last stays in the dict: an open one, the oldest of them.
    rows = list(asked.select_related("area").order_by(F("closed_on").asc(nulls_last=True), "-pk"))
    return {row.uscc: row for row in rows if row.uscc}, {(row.name, row.area_id): row for row in rows}


def _decide(one: Planned, by_code, by_name, by, heads: dict[str, str]) -> None:
    given = one.given
    one.there = by_code.get(given.get(CODE)) or _namesake(given, by_name)
    if one.there is None:
        _newcomer(one, heads)
        return
    if one.there.uscc and given.get(CODE, one.there.uscc) != one.there.uscc:
        one.errors.append((heads[CODE], _("the register has another code: correct it on its page")))
    if one.there.area is None or not by.scope.may(EDIT_ORGANISATION, one.there.area):
        one.errors.append((heads.get(CODE, heads.get(NAME)), _("registered already, where you do not keep it")))
    elif one.there.closed_on:
        words = _("closed since %(day)s: if it is open again, take that day away on its page")
        one.errors.append(
            (heads.get(NAME, heads.get(CODE)), words % {"day": when.day_of(one.there.closed_on, timezone.localdate())})
        )
    one.given = {name: value for name, value in given.items() if value != getattr(one.there, name)}
    one.outcome = Outcome.UPDATE if one.given else Outcome.SAME


def _namesake(given: dict[str, Any], by_name: dict[tuple, Organisation]) -> Organisation | None:
    """Of this name in this place. A shop that closed there is another one where each has a code of its own."""
    place = given.get(PLACE)
    there = by_name.get((given.get(NAME), place and place.pk))
    if there and there.closed_on and there.uscc and CODE in given:
        return None
    return there


def _newcomer(one: Planned, heads: dict[str, str]) -> None:
    if NAME not in one.given and not any(head == heads.get(NAME) for head, _why in one.errors):
        one.errors.append((heads.get(NAME), _("write the name of the organisation")))
    if not one.cells.get(PLACE):
        one.errors.append((heads.get(PLACE), _("the area it lies in is missing")))
    one.given.setdefault(KIND, OrganisationKind.OTHER)


def _twice(one: Planned, seen: dict[tuple, int], heads: dict[str, str]) -> None:
    """Lines about one organisation: of one code, of one entry in the register, or of one new name in one place unless
    each has a code of its own. However the place is written."""
    code, name, place = one.cells.get(CODE, "").upper(), one.cells.get(NAME, ""), one.given.get(PLACE)
    asks = leaves = [(CODE, code)] if code else []
    if one.there is not None:
        asks = leaves = [*asks, ("entry", one.there.pk)]
    elif name:
        called = (name, place.pk if place else one.cells.get(PLACE, ""))
        asks = [*asks, ("uncoded" if code else NAME, *called)]
        leaves = [*leaves, (NAME, *called), *([] if code else [("uncoded", *called)])]
    again = next((key for key in asks if key in seen), None)
    if again is None:
        seen.update(dict.fromkeys(leaves, one.line))
        return
    head = heads.get(CODE if code and again[0] in (CODE, "entry") else NAME)
    one.errors.append((head, _("the same as line %(line)d") % {"line": seen[again]}))
