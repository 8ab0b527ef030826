"""Appointing people and ending posts. Areas and people are found by a search inside the form, page by page."""

from django import forms
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids import permissions
from grids.actions.posts import may_give
from grids.actions.roles import answers_for
from grids.database.rowids import row_id
from grids.forms.both_names import BothNames
from grids.forms.days import Day
from grids.models import Area, Department, Post, Role, User
from grids.models.user import by_name
from grids.words import phrases

FOUND = 30  # areas and people that a search inside a form shows


class AreaPicker(forms.Form):
    """Ticked areas and those the search finds. `find` in the posted data asks for the search only."""

    filled_by = {"areas": "area_q"}

    areas = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label=_("Areas"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ll-opts--w"}),
        error_messages={"required": _("Choose at least one area.")},
    )
    area_q = forms.CharField(
        label=_("Find areas"),
        max_length=40,
        required=False,
        help_text=_("Name, pinyin or initials, or code; then press Find."),
    )

    def __init__(self, *args, user, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        mine = Area.objects.visible_to(user).unretired()
        mine = mine.filter(user.scope.area_q(permissions.APPOINT) | user.scope.area_q(permissions.MANAGE_ROLES))
        ticked = [row_id(str(pk)) for pk in self._raw("areas", chosen)]
        listed = {area.pk: area for area in Area.objects.visible_to(user).filter(pk__in=ticked)}
        q = self._raw_text("area_q").strip()
        if q:
            found = Q(name__icontains=q) | Q(code__startswith=q)
            found |= Q(pinyin__startswith=q.lower()) | Q(initials__startswith=q.lower())
            listed |= {area.pk: area for area in self._some("area_q", mine.filter(found).order_by("tree_id", "lft"))}
        self.fields["areas"].queryset = mine | Area.objects.visible_to(user).filter(pk__in=chosen)
        self.fields["areas"].widget.choices = [(pk, _where(area)) for pk, area in with_parents(listed).items()]

    @classmethod
    def of(cls, request, *, initial, **options):
        """Bound when it was sent for good; unbound with the typed values when only a search was asked for."""
        if request.method != "POST":
            return cls(initial=initial, user=request.user, **options)
        if "find" in request.POST:
            typed = {name: request.POST.get(name) for name in request.POST} | {"areas": request.POST.getlist("areas")}
            return cls(initial=typed, user=request.user, **options)
        return cls(request.POST, user=request.user, **options)

    def _some(self, asked: str, rows) -> list:
        """The first rows of a search; where there are more, its field says so."""
        found = list(rows[: FOUND + 1])
        if len(found) > FOUND:
            words = _("There are more: only the first {limit} are shown. Write more of the name.")
            self.fields[asked].help_text = format_lazy(words, limit=FOUND)
        return found[:FOUND]

    def _raw(self, name, default=()):
        source = self.data if self.is_bound else self.initial
        values = source.getlist(name) if hasattr(source, "getlist") else source.get(name)
        return list(values if values is not None else default) or ([] if self.is_bound else list(default))

    def _raw_text(self, name) -> str:
        source = self.data if self.is_bound else self.initial
        return str(source.get(name) or "")


class AppointForm(AreaPicker):
    filled_by = AreaPicker.filled_by | {"person": "person_q"}
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Person"),
        widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}),
        error_messages={"required": _("Find the person by name and choose them.")},
    )
    person_q = forms.CharField(
        label=_("Find the person"),
        max_length=40,
        required=False,
        help_text=_("Name, pinyin or initials, account or work number; then press Find."),
    )
    role = forms.ModelChoiceField(Role.objects.none(), label=_("Role"), empty_label=_("Choose a role"))
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Department"),
        required=False,
        empty_label=_("No department"),
        help_text=_("Only for roles that serve for a department: those that serve in your areas and in no others."),
    )
    started_on = Day(_("From"))
    why = forms.CharField(label=_("Reason"), max_length=200, required=False)
    field_order = ("person_q", "person", "role", "department", "area_q", "areas", "started_on", "why")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        q, chosen = self._raw_text("person_q").strip(), self._raw_text("person")
        known = Q(pk__in=User.objects.visible_to(user).values("pk"))
        if permissions.in_hat(user, permissions.MANAGE_USERS):  # one person has one account, in whatever district
            known |= Q(username=q) | Q(work_number=q) & ~Q(work_number="")
            self.fields["person_q"].help_text = format_lazy(
                "{} {}", self.fields["person_q"].help_text, _("Of another district: the whole account or work number.")
            )
        people = User.objects.filter(known, is_active=True).exclude(pk=user.pk)
        found = Q(pk=row_id(chosen))
        if q:
            found |= by_name(q) | Q(username__istartswith=q) | Q(work_number__istartswith=q)
        self.fields["person"].queryset = people
        found_people = people.filter(found).order_by("pinyin", "pk").select_related("subject")
        listed = self._some("person_q", found_people.prefetch_related(_serving(user)))
        self.fields["person"].widget.choices = [(person.pk, _told_apart(person)) for person in listed]
        roles = [role for role in Role.objects.all() if may_give(user, role)]
        self.fields["role"].queryset = Role.objects.filter(pk__in=[role.pk for role in roles])
        departments = Department.objects.filter(is_active=True).prefetch_related("areas")
        mine = [department.pk for department in departments if answers_for(user, department)]
        self.fields["department"].queryset = Department.objects.filter(pk__in=mine)
        self.initial.setdefault("started_on", timezone.localdate())


class AreasForm(AreaPicker):
    why = forms.CharField(label=_("Reason"), max_length=200)
    field_order = ("area_q", "areas", "why")


class DepartmentForm(BothNames, AreaPicker):
    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Letters, digits and hyphens; it stays as it is.")
    )
    field_order = ("code", "name_zh", "name_en", "area_q", "areas")

    def __init__(self, *args, department=None, **kwargs):
        super().__init__(*args, **kwargs)
        if department:
            del self.fields["code"]


class EndForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)
    on = Day(_("First day without the post"))
    successor = forms.ModelChoiceField(
        Post.objects.none(),
        label=_("Who takes the open work over"),
        empty_label=_("Nobody chosen"),
        error_messages={"required": _("Choose who takes the open work over.")},
    )

    def __init__(self, *args, successors, waits, begun=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not begun:  # it ends as it begins
            del self.fields["on"]
        self.fields["successor"].required = waits
        self.fields["successor"].queryset = successors
        self.fields["successor"].label_from_instance = _post_label


class GrantsForm(forms.Form):
    grants = forms.MultipleChoiceField(
        label=pgettext_lazy("of a role", "May"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ll-opts--w"}),
    )
    why = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grants"].choices = [(grant.codename, grant.label) for grant in permissions.all_grants()]


def with_parents(listed: dict) -> dict:
    above = Area.objects.in_bulk({area.parent_id for area in listed.values()} - {None})
    for area in listed.values():
        area.above = above.get(area.parent_id)
    return listed


def _where(area) -> str:
    return f"{area.above.short_name} › {area.short_name}" if area.above else area.short_name


def _serving(user) -> Prefetch:
    posts = (
        Post.objects.visible_to(user).current(timezone.localdate()).select_related("role", "department").order_by("pk")
    )
    return Prefetch("posts", posts.prefetch_related("areas"), to_attr="serving")


def _told_apart(person) -> str:
    """Name and account, where they serve, and the masked phone: five of one name are common."""
    serving = [_post_words(post) for post in person.serving[:2]]
    return " · ".join(filter(None, (str(person), person.username, *serving, person.masked_phone)))


def _post_label(post) -> str:
    return f"{post.user} · {_post_words(post)}"


def _post_words(post) -> str:
    areas = [area.short_name for area in post.areas.all()]
    more = f" +{len(areas) - 2}" if len(areas) > 2 else ""
    role = f"{post.role.label} · {post.department}" if post.department else post.role.label
    return f"{role} · {phrases.listed(areas[:2])}{more}"
