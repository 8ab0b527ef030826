"""Parts that the forms of staff, property companies, committees and social organisations share."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids import phrases
from grids.enums import Kind
from grids.forms.areas import OneOf
from grids.models import Area, Post, User
from parties import rules

MOST_AREAS, MOST_NAMES = 300, 100
KINDS = (Kind.STREET, Kind.COMMUNITY, Kind.GRID)


class Words(forms.CharField):
    """Some lines of text."""

    def __init__(self, label, *, rows: int = 3, max_length: int = 400, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, max_length=max_length, widget=widget, **kwargs)


class AreaChoice(forms.ModelChoiceField):
    """One of the areas in which the hat worn keeps party work."""

    def __init__(self, **kwargs):
        super().__init__(Area.objects.none(), empty_label=None, to_field_name="code", **{"label": _("Area")} | kwargs)

    def label_from_instance(self, obj):
        return f"{obj.parent.short_name} › {obj.short_name}" if obj.parent else obj.short_name

    def offer(self, user, kinds=KINDS, within: Area | None = None) -> None:
        hat, found = user.scope.hat, Q(pk__in=())
        for reach in hat.reaches if hat and rules.KEEP in hat.grants else ():
            found |= Q(tree_id=reach.tree_id, lft__range=(reach.lft, reach.rght))
        if within is not None:
            found &= Q(tree_id=within.tree_id, lft__range=(within.lft, within.rght))
        rows = Area.objects.filter(found, kind__in=kinds, valid_to=None).select_related("parent")
        self.queryset = rows.order_by("tree_id", "lft")
        self.choices = [(area.code, self.label_from_instance(area)) for area in self.queryset[:MOST_AREAS]]


def colleagues(user):
    """Who serves today in an area where the hat worn keeps party work."""
    hat, found = user.scope.hat, Q(pk__in=())
    for reach in hat.reaches if hat and rules.KEEP in hat.grants else ():
        found |= Q(areas__tree_id=reach.tree_id, areas__lft__range=(reach.lft, reach.rght))
    posts = Post.objects.current(timezone.localdate()).filter(found)
    return User.objects.filter(pk__in=posts.values("user"), is_active=True)


class OneColleague(OneOf):
    """By work number or whole name."""

    code_field = "work_number"
    nothing = _("Nobody of this work number or name serves in your areas.")
    several = _("Several are called so: write the work number.")

    def __init__(self, label, user, **kwargs):
        super().__init__(label=label, help_text=_("Work number or whole name"), **kwargs)
        self.rows = colleagues(user)


class Colleagues(Words):
    """Work numbers or whole names, one on a line."""

    def __init__(self, label, user, **kwargs):
        help_text = _("Work numbers or whole names, one on a line")
        super().__init__(label, rows=6, max_length=4000, help_text=help_text, **kwargs)
        self.rows = colleagues(user)

    def clean(self, value) -> list[User]:
        words = list(dict.fromkeys(filter(None, (line.strip() for line in super().clean(value).splitlines()))))
        if len(words) > MOST_NAMES:
            raise ValidationError(_("At most %(most)d at a time.") % {"most": MOST_NAMES})
        called: dict[str, list[User]] = {}
        for one in self.rows.filter(Q(work_number__in=words) | Q(name__in=words)):
            for word in {one.work_number, one.name}:
                called.setdefault(word, []).append(one)
        if unknown := [word for word in words if word not in called]:
            raise ValidationError(_("Nobody of your areas: %(names)s") % {"names": phrases.listed(unknown)})
        if several := [word for word in words if len(called[word]) > 1]:
            names = phrases.listed(several)
            raise ValidationError(_("Several are called so, write the work number: %(names)s") % {"names": names})
        return list({called[word][0].pk: called[word][0] for word in words}.values())


FROM_DAY = _("From")
UNTIL_DAY = pgettext_lazy("time", "Until")
