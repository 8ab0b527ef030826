"""责任状: signings with k of n, one with its signatories, its papers; the texts and their versions."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.views.asked import act_on, ask, carried_out, confirm
from grids.views.listing import listed
from parties import rules
from parties.actions import pledges as acts
from parties.actions.partners import TOLD_BEFORE
from parties.forms.pledges import AddForm, DriveForm, ReviseForm, SignForm, TextForm
from parties.models import Pledge, PledgeDrive, PledgeText
from parties.views.partner_pages import paper, posted

NEWEST = Order("new", "begun_at", descending=True)
NEW_TEXTS = Order("text", "made_at", descending=True)
NEW_PLEDGES = Order("pledge", "added_at", descending=True)


@never_cache
@require_safe
def index(request):
    rows = PledgeDrive.objects.visible_to(request.user).select_related("organization")
    context = listed(request, rows, NEWEST)
    got = context["rows"]
    counted = Pledge.objects.visible_to(request.user).asked().filter(drive__in=[row.pk for row in got])
    signed = Count("pk", filter=Q(signed_on__isnull=False))
    numbers = {one["drive"]: one for one in counted.values("drive").annotate(n=Count("pk"), k=signed).order_by()}
    today, none = timezone.localdate(), {"n": 0, "k": 0}
    context |= {
        "rows": [{"row": row, "state": state_of(row, today), "numbers": numbers.get(row.pk, none)} for row in got],
        "may_keep": rules.in_hat(request.user, rules.KEEP), "tab": "pledges",
    }  # fmt: skip
    return render(request, "parties/partners/drives.html", context)


def state_of(drive: PledgeDrive, today) -> tuple[str, str]:
    if drive.closed_on:
        return _("closed"), "hold"
    if drive.ends_on < today:
        return _("run out"), "over"
    if drive.ends_on <= today + TOLD_BEFORE:
        return _("ends soon"), "due"
    return _("being signed"), "info"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = DriveForm(*posted(request)[:1], user=request.user)
    text = "" if form.fields["text"].choices else _("There is no text yet: write one first, under Texts.")
    return ask(
        request, form, lambda form: acts.begin(by=request.user, **form.cleaned_data),
        title=_("Have a pledge signed"), verb=_("Begin"), back=reverse("parties:partners:drives"), text=text,
    )  # fmt: skip


@never_cache
@require_safe
def detail(request, ref):
    drive = find(request, ref)
    rows = _signatories(drive)
    may = drive.closed_on is None and request.user.scope.may(rules.KEEP, drive)
    context = {
        "drive": drive, "state": state_of(drive, timezone.localdate()), "rows": rows, "asked": len(rows),
        "signed": sum(row.signed_on is not None for row in rows), "may_keep": may,
    }  # fmt: skip
    return render(request, "parties/partners/drive.html", context | why.context(request.user, drive))


def _signatories(drive: PledgeDrive) -> list[Pledge]:
    """Organisations first, then posts; each in the order they were added."""
    rows = drive.pledges.asked().select_related("organisation", "post__user", "post__role")
    return sorted(rows, key=lambda row: (row.organisation_id is None, row.added_at, row.pk))


ACTS = {
    "add": (
        gettext_lazy("Add signatories"), gettext_lazy("Add"),
        lambda request: AddForm(*posted(request)[:1], user=request.user),
        lambda drive, said, by: acts.add(drive.pk, by=by, **said),
    ),
    "close": (
        gettext_lazy("Close the signing"), pgettext_lazy("a signing", "Close it"),
        lambda request: Why(*posted(request)[:1]), lambda drive, said, by: acts.close(drive.pk, by=by, **said),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    drive = find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, drive)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request)
    return act_on(
        request, drive, form, lambda: carry_out(drive, form.cleaned_data, request.user), title=title, verb=verb
    )


PLEDGE_ACTS = {
    "sign": (
        gettext_lazy("Signed"), gettext_lazy("Save"),
        lambda request, pledge: SignForm(*posted(request), initial=_who(pledge)),
        lambda pledge, said, by: acts.sign(pledge.pk, by=by, **said),
    ),
    "strike": (
        gettext_lazy("Off the list of signatories"), gettext_lazy("Strike"),
        lambda request, pledge: Why(*posted(request)[:1]),
        lambda pledge, said, by: acts.strike(pledge.pk, by=by, **said),
    ),
}  # fmt: skip


def _who(pledge: Pledge) -> dict:
    return {"signed_on": timezone.localdate(), "signer": pledge.post.user.name if pledge.post_id else ""}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pledge_act(request, ref, pk, act):
    drive = find(request, ref)
    pledge = _pledge(drive, pk)
    if act not in PLEDGE_ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, drive)
    title, verb, asks, carry_out = PLEDGE_ACTS[act]
    form = asks(request, pledge)
    done, _made = carried_out(form, lambda: carry_out(pledge, form.cleaned_data, request.user))
    if done:
        toasts.done(request, title)
        return redirect(drive)
    return confirm(request, form, f"{title} · {pledge}", verb, drive.get_absolute_url())


@never_cache
@require_safe
def sheet(request, ref):
    """The text with the list of signatories below it, on A4."""
    drive = find(request, ref)
    return render(request, "parties/partners/pledge_sheet.html", {"drive": drive, "rows": _signatories(drive)})


@never_cache
@require_safe
def copy(request, ref, pk):
    """One signatory's own copy, to be signed."""
    drive = find(request, ref)
    return render(request, "parties/partners/pledge_copy.html", {"drive": drive, "pledge": _pledge(drive, pk)})


@require_safe
def scan(request, ref, pk):
    pledge = _pledge(find(request, ref), pk)
    return paper(pledge.scan, f"{ref}-{pledge.pk}")


@never_cache
@require_safe
def signatories(request):
    """Of all signings. ?figure=&area= for those behind a clicked number."""
    rows = Pledge.objects.visible_to(request.user).asked()
    rows = rows.select_related("drive", "organisation", "post__user", "post__role")
    return render(
        request, "parties/partners/signatories.html", listed(request, rows, NEW_PLEDGES) | {"tab": "pledges"}
    )


@never_cache
@require_safe
def texts(request):
    rows = PledgeText.objects.visible_to(request.user).filter(is_latest=True).select_related("organization")
    context = listed(request, rows, NEW_TEXTS)
    context |= {"may_keep": rules.in_hat(request.user, rules.KEEP), "tab": "pledges"}
    return render(request, "parties/partners/texts.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_text(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = TextForm(*posted(request)[:1], user=request.user)
    return ask(
        request, form, lambda form: acts.write(by=request.user, **form.cleaned_data),
        title=_("Write a text"), verb=_("Save"), back=reverse("parties:partners:texts"),
    )  # fmt: skip


@never_cache
@require_safe
def text(request, ref):
    row = _text(request, ref)
    versions = PledgeText.objects.visible_to(request.user).filter(organization=row.organization, title=row.title)
    context = {
        "text": row, "versions": versions.order_by("-version"),
        "drives": row.drives.order_by("-begun_at"),
        "may_keep": row.is_latest and request.user.scope.may(rules.KEEP, row),
    }  # fmt: skip
    return render(request, "parties/partners/text.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request, ref):
    row = _text(request, ref)
    rules.need(request.user, rules.KEEP, row)
    title = _("Write a new version · %(title)s") % {"title": row.title}
    form = ReviseForm(*posted(request)[:1], initial={"words": row.words})
    text = _("Signings that have begun keep version %(version)s.") % {"version": row.version}
    return ask(
        request, form, lambda form: acts.revise(row.pk, by=request.user, **form.cleaned_data),
        title=title, verb=_("Save"), back=row.get_absolute_url(), text=text,
    )  # fmt: skip


def _text(request, ref: str) -> PledgeText:
    rows = PledgeText.objects.visible_to(request.user).select_related("organization", "area")
    return get_object_or_404(rows, ref=ref)


def _pledge(drive: PledgeDrive, pk: int) -> Pledge:
    rows = drive.pledges.asked().select_related("organisation", "post__user", "post__role", "scan")
    pledge = get_object_or_404(rows, pk=pk)
    pledge.drive = drive
    return pledge


def find(request, ref: str) -> PledgeDrive:
    rows = PledgeDrive.objects.visible_to(request.user).select_related("organization", "area", "text")
    return get_object_or_404(rows, ref=ref)
