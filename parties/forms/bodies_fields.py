"""Parts that the forms of staff, property companies, committees and social organisations share."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.areas import OneOf
from grids.models import Post, User
from grids.words import phrases
from parties import rules

MOST_NAMES = 100


class Words(forms.CharField):
    """Some lines of text."""

    def __init__(self, label, *, rows: int = 3, max_length: int = 400, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, max_length=max_length, widget=widget, **kwargs)


def colleagues(user):
    """Who serves today in an area where the hat worn keeps party work."""
    posts = Post.objects.current(timezone.localdate()).filter(user.scope.area_in_hat_q(rules.KEEP, "areas__"))
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
