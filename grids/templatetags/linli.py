"""The look's small parts. They are plain functions, so that Python which prepares rows uses the same ones."""

import json
from functools import cache

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, npgettext

from grids.days import when
from grids.pages import endings, navigation
from grids.pages.icons import icon
from grids.words import phrases

register = template.Library()
register.simple_tag(icon)
register.filter(when.took)
register.filter(when.day)
register.filter(when.weekday)


@register.simple_tag(takes_context=True)
def area_crumb(context, area) -> str:
    """Where something lies, on the way to its page: a link for whoever may open the page of that area."""
    user = context["request"].user
    if not (user.is_authenticated and user.scope.reaches("read_area", area)):
        return format_html("<span>{}</span>", area.short_name)
    return format_html('<a href="{}">{}</a>', area.get_absolute_url(), area.short_name)


@register.filter
def stamp(at) -> str:
    """A moment in the fewest words: the hour today, day and hour this year, else the day."""
    return when.stamp(at, timezone.now()) if at else ""


@register.filter(expects_localtime=True)
def day_of(on) -> str:
    """A day in the fewest words: with its year only where that is not this one."""
    return when.day_of(on, timezone.localdate()) if on else ""


@register.filter(expects_localtime=True)
def weekday_of(on) -> str:
    """A day with its weekday."""
    return phrases.weekday_of(on)


@register.simple_tag
def colon() -> str:
    """Between a word and what it says."""
    return phrases.colon()


@register.filter
def listed(words) -> str:
    return phrases.listed(words)


@register.filter
def bracketed(text) -> str:
    """In brackets, after what it is said of."""
    return phrases.bracketed(text)


@register.filter
def span(since, until) -> str:
    """Two days as one span, without an end "since …"."""
    return when.span(since, until, timezone.localdate())


@register.filter(expects_localtime=True)
def month(on) -> str:
    """A month with its year."""
    return when.month(on)


@register.filter
def deadline(at) -> str:
    """A deadline in full, with its weekday."""
    return when.deadline(at, timezone.now()) if at else ""


@register.filter
def in_tag(at) -> str:
    """Time left until a deadline, or past it, beside the word of its tag."""
    return when.in_tag(at, timezone.now()) if at else ""


# A status is an icon of its own shape, a word and a colour, always all three.
STATES = {
    "ok": ("clock", gettext_lazy("On time")),
    "due": ("hourglass", gettext_lazy("Due soon")),
    "over": ("triangle-alert", gettext_lazy("Overdue")),
    "hold": ("circle-pause", gettext_lazy("Suspended")),
    "closed": ("circle-check", gettext_lazy("Closed")),
}
NOTE_ICONS = {
    "ok": "circle-check",
    "due": "hourglass",
    "over": "triangle-alert",
    "hold": "circle-pause",
    "info": "info",
}
SUPERVISION_SEAL = "督"  # the character of the stamp, the same in every language


@cache
def _tag_head(state, language):
    drawing, word = STATES[state]
    return f'<span class="ll-tag is-{state}">{icon(drawing)}<b>{escape(word)}</b>'


@register.simple_tag
def tag(state, text="") -> SafeString:
    """The deadline tag: `state` is ok, due, over, hold or closed; `text` the time in words."""
    head = _tag_head(state, get_language())
    return SafeString(f"{head} {conditional_escape(text)}</span>" if text else f"{head}</span>")


@register.simple_tag
def mark(text, kind="line", drawing="") -> SafeString:
    """A tag without a deadline: an outline, or `kind` info, ok, due, over, hold for another status's word.

    drawing: the icon before the word, which is then bold, as in the deadline tag.
    """
    cls = "ll-tag--line" if kind == "line" else f"is-{kind}"
    if drawing:
        return format_html('<span class="ll-tag {}">{}<b>{}</b></span>', cls, icon(drawing), text)
    return format_html('<span class="ll-tag {}">{}</span>', cls, text)


@register.simple_tag
def seal(text) -> SafeString:
    return format_html('<span class="ll-seal"><i aria-hidden="true">{}</i>{}</span>', SUPERVISION_SEAL, text)


@register.simple_tag
@cache
def stepbar(done, total=7) -> SafeString:
    """Seven dashes for a list row; write the step's number and name beside it."""
    dashes = "".join('<i class="on"></i>' if at < done else "<i></i>" for at in range(total))
    return SafeString(f'<span class="ll-stepbar" aria-hidden="true">{dashes}</span>')


def change(direction, text, good=None) -> SafeString:
    """A change against before: `direction` up, down or flat; `good` only where it is clearly good or bad."""
    mood = {True: " ll-good", False: " ll-bad"}.get(good, "")
    arrow = {"up": "arrow-up", "down": "arrow-down", "flat": "minus"}[direction]
    return SafeString(f'<span class="ll-{direction}{mood}">{icon(arrow)}{conditional_escape(text)}</span>')


@register.simple_tag
def figs(figures) -> SafeString:
    """Tiles, as components/figs.html says. Written here: six dozen by a template took a tenth of an area's page."""
    return SafeString(f'<dl class="ll-figs">{"".join(map(_fig, figures))}</dl>')


def _fig(figure) -> str:
    url, change = figure.get("url"), figure.get("change")
    shown = conditional_escape(figure.get("shown") or thousands(figure["value"]))
    unit = f"<small>{escape(figure['unit'])}</small>" if figure.get("unit") else ""
    number = f'<span class="ll-fig__v">{shown}{unit}</span>'
    if url:
        raw = f' data-figure="{figure["key"]}" data-value="{figure["value"]}"' if figure.get("key") else ""
        number = f'<a class="ll-fig__v" href="{escape(url)}"{raw}>{shown}{unit}</a>'
    changed = f'<div class="ll-fig__d">{conditional_escape(change)}</div>' if change else ""
    return f'<div class="ll-fig"><dt>{escape(figure["label"])}</dt><dd>{number}{changed}</dd></div>'


@register.simple_tag
def width(part, whole=100) -> str:
    """The class that makes a bar `part` of `whole` wide."""
    share = round(100 * part / whole) if whole else 0
    return f"ll-w-{min(100, max(0, share))}"


@register.filter
def ends(address) -> bool:
    """The act at this address ends something for good: its button is btn-danger."""
    return endings.ends(address)


@register.filter
def thousands(value) -> str:
    """1,318 in every language, as the tables of the trade write it."""
    return f"{value:,}"


@register.filter
def unlocalized(value) -> str:
    """A raw number for a data- attribute, whatever the language writes between thousands."""
    return str(value)


@register.simple_tag
def note_icon(kind) -> SafeString:
    return icon(NOTE_ICONS.get(kind, "info"))


@register.simple_tag
def errsum(form, *formsets) -> SafeString:
    """The summary on top of a refused form: one link per error, with the words that stand at the field."""
    errors = [error for part in (form, *formsets) for error in _errors(part)]
    if not errors:
        return SafeString("")
    lines = format_html_join(
        "",
        "<li>{}</li>",
        ((format_html('<a href="#{}">{}</a>', *error) if error[0] else error[1],) for error in errors),
    )
    return format_html(
        '<div class="ll-errsum" role="alert" tabindex="-1" aria-labelledby="errsum">'
        '<h2 id="errsum">{}</h2><ul>{}</ul></div>',
        things_to_fix(len(errors)),
        lines,
    )


@register.filter
def errcount(form) -> int:
    """How many things to fix; the page's title begins with it."""
    return len(_errors(form)) if getattr(form, "is_bound", False) else 0


@register.filter
def things_to_fix(count) -> str:
    return ngettext("%(count)d thing to fix", "%(count)d things to fix", count) % {"count": count}


def _errors(form):
    """(id to jump to, message) of every error, those of the whole form first."""
    if hasattr(form, "forms"):
        found = [("", text) for text in form.non_form_errors()]
        return found + [error for part in form.forms for error in _errors(part)]
    found = [("", text) for text in form.non_field_errors()]
    for name in form.errors:
        if name in form.fields:
            found += [(_anchor(form, name), _named(form[name], text)) for text in form[name].errors]
    return found


def _anchor(form, name: str) -> str:
    """A group that has nothing to choose from yet stands for the search that fills it (form.filled_by)."""
    field = form[name]
    beside = getattr(form, "filled_by", {}).get(name)
    if beside and not field.field.widget.choices:
        return form[beside].auto_id
    return "" if field.is_hidden else field_anchor(field)


def _named(field, text) -> str:
    """Three times "this field is required" helps nobody: the field's name goes before words that lack it."""
    label = str(field.label).rstrip("?？")
    return (
        text if field.is_hidden or label in text else gettext("%(label)s: %(error)s") % {"label": label, "error": text}
    )


def field_anchor(field) -> str:
    """Where a link from the summary lands: the control itself, or the first of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset and field.auto_id else field.auto_id


def is_group(field) -> bool:
    return isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple))


@register.filter
def is_checkbox(field) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_photo(field) -> bool:
    """A file input that takes pictures only; a phone then offers its camera."""
    widget = field.field.widget
    return isinstance(widget, FileInput) and str(widget.attrs.get("accept", "")).startswith("image/")


@register.filter
def control(field) -> SafeString:
    """A form's control in the look's classes, ready for the field's help and error."""
    widget = field.field.widget
    if is_group(field) or field.is_hidden:
        return field.as_widget()
    if isinstance(widget, Select):
        cls = "form-select"
    else:
        cls = "form-check-input" if isinstance(widget, CheckboxInput) else "form-control"
    names = [cls, widget.attrs.get("class", ""), "is-invalid" if field.errors else ""]
    attrs = {"class": " ".join(name for name in names if name)}
    if is_photo(field):
        attrs["data-preview"] = ""
    return field.as_widget(attrs=attrs)


@register.simple_tag
def link(url_name) -> str:
    """The address of a page of the frame, or nothing while there is none."""
    return navigation.address(url_name)


@register.simple_tag
def menu(portal) -> SafeString:
    """The left menu, assembled here since it is on every page."""
    parts, group = [], ""
    for item in portal.nav:
        if not item.group:
            continue
        heading = navigation.GROUPS[item.group]
        if item.group != group and heading:
            parts.append(f"<h2>{escape(heading)}</h2>")
        group = item.group
        parts.append(_menu_link(item, portal))
    return SafeString("".join(parts))


@register.simple_tag
def bottom_bar(portal) -> SafeString:
    return SafeString("".join(_menu_link(item, portal, bar=True) for item in portal.bar))


def _menu_link(item, portal, bar=False):
    current = ' aria-current="page"' if item.key == portal.here else ""
    big = ' class="is-main"' if bar and item.bar == 3 else ""
    count = item.count(portal.request.user) if item.count else 0
    badge_class = ' class="ll-badge"' if bar else ""
    badge = f"<span{badge_class}>{count}</span>" if count else ""
    label = item.short if bar and item.short else item.label
    return f'<a href="{item.url}"{big}{current}>{icon(item.icon)}<span>{escape(label)}</span>{badge}</a>'


@register.simple_tag
def script_words() -> SafeString:
    """What the script says by itself, in the page's language, as JSON for its data-words attribute."""
    return _script_words(get_language())


@cache
def _script_words(_language) -> SafeString:
    said = json.dumps(
        {
            "sending": gettext("Sending…"),
            "late": gettext("%(time)s late"),
            "left": gettext("%(time)s left"),
            "day": ngettext("%(count)d day", "%(count)d days", 1),
            "days": ngettext("%(count)d day", "%(count)d days", 2),
            "hour": ngettext("%(count)d h", "%(count)d h", 1),
            "minute": ngettext("%(count)d min", "%(count)d min", 1),
            "after": npgettext("after hours", "%(count)d min", "%(count)d min", 1),
            "moment": gettext("under 1 min"),
            "show": gettext("Show"),
            "hide": gettext("Hide"),
            "close": gettext("Dismiss"),
            "selected": gettext("%(count)d selected"),
            "remove": gettext("Remove %(name)s"),
            "locating": gettext("Finding the position…"),
            "located": gettext("Position taken, to about %(metres)d m."),
            "picked": gettext("A position is set."),
            "forbidden": gettext(
                "The browser may not use the position. Allow it in its settings, or write the place."
            ),
            "nowhere": gettext("The position cannot be found. Try again outdoors, or write the place."),
            "offline": gettext("No network. What you typed is still here; try again when you are connected."),
        },
        ensure_ascii=False,
    )
    return escape(said)
