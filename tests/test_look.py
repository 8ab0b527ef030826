"""The look: colours that can be read, pages that a strict CSP lets through, forms that say what to fix."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from config import assets
from grids.forms.posts import AppointForm
from grids.models import Role, User
from grids.pages import display, navigation
from grids.pages.context import Portal
from grids.pages.navigation import Item
from grids.scope import Hat, Scope
from grids.templatetags import linli
from tests import factories as make

ROOT = Path(settings.BASE_DIR, "templates")
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
SURFACES = ("bg", "panel", "sunken", "hover")
TEXT, MARK = 4.5, 3.0


def colours(css, theme):
    found = dict(re.findall(r"--ll-([\w-]+):\s*(#[0-9a-f]{3,6})\b", css.split('[data-bs-theme="dark"] {')[0]))
    if theme == "dark":
        dark = css.split('[data-bs-theme="dark"] {')[1].split("}")[0]
        found |= dict(re.findall(r"--ll-([\w-]+):\s*(#[0-9a-f]{3,6})\b", dark))
    return found


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs():
    yield from ((ink, surface, TEXT) for ink in ("ink", "ink-2", "ink-3", "primary") for surface in SURFACES)
    yield from ((ink, "primary-bg", TEXT) for ink in ("primary-2", "ink", "ink-2", "seal"))
    yield from (("on-primary", "primary", TEXT), ("on-primary", "primary-2", TEXT), ("seal", "panel", TEXT))
    yield from (
        ("top-ink", "top", TEXT),
        ("top-ink-2", "top", TEXT),
        ("on-seal", "seal", TEXT),
        ("on-badge", "badge", TEXT),
    )
    yield from (("control", "panel", MARK), ("control", "bg", MARK), ("focus", "top", MARK))
    for state in ("ok", "due", "over", "hold", "done"):
        yield from ((state, surface, TEXT) for surface in (f"{state}-bg", "panel", "hover"))
        yield from (("ink", f"{state}-bg", TEXT), (f"{state}-mk", "panel", MARK))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(theme):
    palette = colours((assets.SOURCE / "theme.css").read_text(encoding="utf-8"), theme)
    weak = [(a, b) for a, b, needed in pairs() if contrast(palette[a], palette[b]) < needed]
    assert weak == []


def test_the_sheet_has_no_layers_and_nothing_is_left_open():
    css = assets.without_comments(assets.style_sheet())
    assert "@layer" not in css
    assert "@import" not in css
    outside_strings = re.sub(r"\"[^\"]*\"|'[^']*'", "", css)
    assert outside_strings.count("{") == outside_strings.count("}")


def test_the_sheet_keeps_every_rule_of_the_theme():
    css = assets.style_sheet()
    classes = set(re.findall(r"\.(ll-[\w-]*\w)", (assets.SOURCE / "theme.css").read_text(encoding="utf-8")))
    assert [name for name in classes if f".{name}" not in css] == []


def test_every_token_used_is_defined():
    css = assets.without_comments((assets.SOURCE / "theme.css").read_text(encoding="utf-8"))
    assert set(re.findall(r"var\((--ll-[\w-]+)", css)) <= set(re.findall(r"(--ll-[\w-]+):", css))


def test_a_page_that_follows_the_device_gets_the_dark_tokens_without_a_script():
    css = assets.on_dark_device(assets.flatten((assets.SOURCE / "theme.css").read_text(encoding="utf-8")))
    dark = colours((assets.SOURCE / "theme.css").read_text(encoding="utf-8"), "dark")
    assert css.startswith("@media screen and (prefers-color-scheme: dark)")
    assert '[data-bs-theme="system"] {' in css
    assert f"--ll-bg: {dark['bg']}" in css


def test_the_script_carries_htmx_and_evaluates_no_text():
    ours = (assets.SOURCE / "linli.js").read_text(encoding="utf-8")
    assert assets.script().endswith(ours)
    assert not re.search(r"\beval\(|new Function|document\.write", ours)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_needs_an_inline_style_or_script(name):
    text = Path(ROOT, name).read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert all("src=" in tag for tag in re.findall(r"<script(?! type=\"application/json\")[^>]*>", text))


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "405.html", "500.html", "503.html"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_for_what_went_wrong_need_neither_request_nor_database(name, language):
    with translation.override(language):
        page = render_to_string(name)
    assert f'lang="{language}"' in page
    assert "<h1>" in page


class Matter(forms.Form):
    place = forms.CharField(label="Place", help_text="Street and number")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Fire"), ("b", "Noise")], widget=forms.RadioSelect)
    secret = forms.BooleanField(label="Secret", required=False)

    def clean(self):
        raise forms.ValidationError("Not today")


@pytest.fixture
def refused():
    form = Matter({"kind": "x"})
    form.is_valid()
    return form


def test_a_refused_field_points_to_its_help_and_its_error(refused):
    field = refused["place"].as_field_group()
    described = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert 'aria-invalid="true"' in field
    assert "has-err" in field
    assert len(described) == 2
    assert all(f'id="{name}"' in field for name in described)


def test_every_link_of_the_summary_leads_to_a_control(refused):
    summary, page = str(linli.errsum(refused)), str(refused)
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_place", "id_kind_0"]
    assert all(re.search(rf'<(input|select|textarea)[^>]*id="{target}"', page) for target in targets)


def test_the_summary_counts_every_error_and_names_the_fields(refused):
    with translation.override("en"):
        summary = str(linli.errsum(refused))
    assert "3 things to fix" in summary
    assert "Not today" in summary
    assert "Place: This field is required." in summary


@pytest.mark.django_db
def test_an_error_where_nothing_is_to_choose_from_yet_leads_to_the_search():
    staff = make.fresh(make.user(at=make.line()[1], role=Role.objects.get(code="street_staff")))
    said = linli.errsum(AppointForm({}, user=staff))
    assert 'href="#id_person_q"' in said
    assert 'href="#id_area_q"' in said


@pytest.mark.parametrize(
    ("field", "asked"),
    [
        (forms.CharField(), "This field is required."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), "Choose one."),
        (forms.ModelMultipleChoiceField(User.objects.none()), "Choose one."),
        (forms.ImageField(), "Choose a file."),
        (forms.BooleanField(), "This has to be ticked."),
    ],
)
def test_what_is_missing_is_asked_for_by_its_kind(field, asked):
    with pytest.raises(ValidationError) as refused:
        field.clean("")
    with translation.override("en"):
        assert refused.value.messages == [asked]


def test_a_form_not_yet_sent_has_nothing_to_fix():
    assert linli.errsum(Matter()) == ""
    assert linli.errcount(Matter()) == 0
    assert linli.errcount("") == 0


def test_what_was_typed_is_escaped_in_summary_and_tags():
    assert "<b>" not in str(linli.mark("<b>"))
    assert "<script>" not in str(linli.tag("ok", "<script>"))
    assert "&lt;b&gt;" in str(linli.seal("<b>"))


@pytest.mark.parametrize(("language", "word"), [("en", "Overdue"), ("zh-hans", "超期")])
def test_a_status_is_an_icon_and_a_word_in_the_readers_language(language, word):
    with translation.override(language):
        tag = linli.tag("over", "1 h")
    assert "<svg" in tag
    assert f"<b>{word}</b> 1 h" in tag


@pytest.mark.parametrize(
    ("part", "whole", "cls"), [(5, 8, "ll-w-62"), (0, 0, "ll-w-0"), (9, 8, "ll-w-100"), (-1, 8, "ll-w-0")]
)
def test_a_bar_is_never_wider_than_its_track(part, whole, cls):
    assert linli.width(part, whole) == cls
    assert f".{cls}{{width:" in assets.style_sheet().replace(" ", "")


def test_a_figure_carries_its_raw_value_beside_the_written_one():
    figures = [{"key": "cases_new", "label": "New", "value": 1318, "unit": "件", "url": "/cases/"}]
    html = render_to_string("components/figs.html", {"figures": figures})
    assert 'data-figure="cases_new" data-value="1318"' in html
    assert "1,318<small>件" in html


@pytest.fixture
def menu():
    before = dict(navigation._items)
    yield navigation
    navigation._items.clear()
    navigation._items.update(before)


def scope_with(*grants):
    return Scope(1, [Hat(1, "admin", "管理员", "Administrator", None, "", "", frozenset(grants), ())])


def keys(scope):
    return [item.key for item in navigation.for_user(scope)]


def test_the_menu_shows_what_a_role_may_open(menu):
    menu.register(Item("rules", "desk", "scale", "Rules", "ground", 5, permission="manage_rules"))
    assert "rules" in keys(scope_with("manage_rules"))
    assert "rules" not in keys(scope_with("read_area"))
    assert "rules" not in keys(None)


@pytest.mark.parametrize("grant", ["read_case", "report_case", "handle_case"])
def test_matters_stand_in_the_menu_of_whoever_can_have_one(grant):
    assert "cases" in keys(scope_with(grant))
    assert "cases" not in keys(scope_with("manage_users"))


def test_the_menu_leaves_out_a_page_that_does_not_exist(menu):
    menu.register(Item("moon", "moon:list", "scale", "Moon", "ground", 5))
    assert "moon" not in keys(scope_with())


def test_the_menu_refuses_a_group_nobody_shows(menu):
    with pytest.raises(ValueError, match="no menu group"):
        menu.register(Item("x", "desk", "scale", "X", "attic", 5))


def request_to(path, **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return request


class Match:
    def __init__(self, view_name):
        self.view_name, self.namespace = view_name, view_name.rpartition(":")[0]


@pytest.mark.parametrize(
    ("view", "key"), [("desk", "desk"), ("inbox:list", "inbox"), ("inbox:detail", "inbox"), ("nowhere", "")]
)
def test_the_menu_marks_the_page_or_else_its_app(menu, view, key):
    request = request_to("/")
    request.resolver_match = Match(view)
    portal = Portal(request)
    menu.register(
        Item("inbox", "desk", "bell", "Messages", "work", 90), Item("desk", "desk", "bell", "Desk", "work", 1)
    )
    portal.nav = [
        Item("desk", "desk", "bell", "Desk", "work", 1),
        Item("inbox", "inbox:list", "bell", "Messages", "work", 2),
    ]
    assert portal.here == key


def test_the_device_decides_the_theme_and_a_wrong_cookie_does_not():
    assert display.theme_of(request_to("/", linli_theme="dark")) == "dark"
    assert display.theme_of(request_to("/", linli_theme='"><x')) == "system"
    assert display.large_type_of(request_to("/", linli_large="1"))
    assert not display.large_type_of(request_to("/"))


def switch(**data):
    return display.change(RequestFactory().post("/display/", data))


def test_a_switch_of_theme_is_remembered_and_goes_back():
    answer = switch(theme="dark", next="/cases/?q=1")
    assert answer["Location"] == "/cases/?q=1"
    assert answer.cookies[display.THEME_COOKIE].value == "dark"
    assert display.LARGE_COOKIE not in answer.cookies


@pytest.mark.parametrize("place", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_a_switch_never_leads_to_another_site(place):
    assert switch(large="1", next=place)["Location"] == "/"


def test_an_unknown_theme_is_not_remembered():
    assert not switch(theme="pink", large="2").cookies


def test_a_page_in_large_type_says_so_to_the_sheet():
    page = Template('{% extends "bare.html" %}').render(Context({"portal": Portal(request_to("/", linli_large="1"))}))
    assert 'class="ll-large"' in page


def test_a_page_with_errors_says_how_many_in_its_title(refused):
    with translation.override("en"):
        page = Template('{% extends "bare.html" %}{% block title %}Report{% endblock %}').render(
            Context({"form": refused})
        )
    assert "<title>3 things to fix: Report – Linli</title>" in page


@pytest.mark.django_db
def test_a_page_without_a_menu_asks_the_database_nothing(rf, django_assert_num_queries):
    request = rf.get("/")
    with django_assert_num_queries(0):
        render_to_string("404.html", {}, request)


@pytest.mark.django_db
def test_the_frame_asks_once_for_the_posts_and_once_for_the_bell(rf, django_assert_max_num_queries):
    request = rf.get("/")
    request.user = User(pk=1, username="lin", name="Lin Xiuqin")
    with django_assert_max_num_queries(2):
        page = render_to_string("base.html", {}, request)
    assert "Lin Xiuqin" in page


def test_a_field_for_pictures_offers_the_camera_and_one_for_sheets_does_not():
    class Upload(forms.Form):
        photo = forms.FileField(widget=forms.FileInput(attrs={"accept": "image/*"}))
        sheet = forms.FileField()

    assert "data-preview" in Upload()["photo"].as_field_group()
    assert "data-camera" in Upload()["photo"].as_field_group()
    assert "data-preview" not in Upload()["sheet"].as_field_group()
