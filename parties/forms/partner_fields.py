"""Parts that the forms of partners, lists and pledges share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parties import quarters, rules
from parties.enums import OrgKind
from parties.models import Partner, PartyOrganization

MOST_ORGANIZATIONS, MOST_PARTNERS = 300, 300
LEADING = (OrgKind.STREET_COMMITTEE, OrgKind.BIG_COMMITTEE, OrgKind.COMMITTEE, OrgKind.GENERAL_BRANCH)


class WordsField(forms.CharField):
    """Some lines of text."""

    def __init__(self, *, rows: int = 3, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class PaperField(forms.FileField):
    """A PDF or a photo."""

    default_error_messages = {"required": _("Add a photo or a file that shows it.")}

    def __init__(self, **kwargs):
        widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"})
        super().__init__(widget=widget, **{"help_text": _("A PDF or a photo, up to 10 MB.")} | kwargs)


class OrganizationChoice(forms.ModelChoiceField):
    """One of the party organisations that the hat worn keeps; committees first of all, they have partners."""

    def __init__(self):
        super().__init__(
            PartyOrganization.objects.none(), label=_("Party organisation"), empty_label=None, to_field_name="ref"
        )

    def offer(self, user) -> None:
        rows = PartyOrganization.objects.visible_to(user).standing().select_related("area")
        kept = [one for one in rows.filter(kind__in=LEADING)[:MOST_ORGANIZATIONS] if user.scope.may(rules.KEEP, one)]
        if not kept:
            kept = [one for one in rows[:MOST_ORGANIZATIONS] if user.scope.may(rules.KEEP, one)]
        self.queryset = rows.filter(pk__in=[one.pk for one in kept])
        self.choices = [(one.ref, one.name) for one in kept]


class PartnerChoice(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(Partner.objects.none(), to_field_name="ref", **kwargs)

    def label_from_instance(self, obj):
        return obj.organisation.name

    def offer(self, user, organization, today, beside=()) -> None:
        """Those of one organisation whose agreements are in force."""
        rows = Partner.objects.visible_to(user).filter(organization=organization).in_force(today)
        self.queryset = rows.exclude(pk__in=beside).select_related("organisation").order_by("organisation__pinyin")
        empty = [("", self.empty_label)] if self.empty_label is not None else []
        some = self.queryset[:MOST_PARTNERS]
        self.choices = [*empty, *((one.ref, self.label_from_instance(one)) for one in some)]


class QuarterChoice(forms.TypedChoiceField):
    """This quarter or the next."""

    def __init__(self):
        super().__init__(label=_("Quarter"), coerce=quarters.read)

    def offer(self) -> None:
        this = quarters.this()
        self.choices = [(quarters.key(each), quarters.named(each)) for each in (this, quarters.after(this))]
