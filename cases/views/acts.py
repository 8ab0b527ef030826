"""What people do to a matter: one view for all acts; what others did meanwhile is told, and nothing typed is lost."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases import actions, panel, rules
from cases.actions.start import pending, possible
from cases.enums import Act
from cases.forms.acts import FORMS
from cases.forms.photos import Photos, take_in
from cases.models import Case
from cases.timeline import what
from cases.views import detail
from grids.actions import drafts
from grids.database.rowids import row_id
from grids.pages import qr
from grids.views.asked import carried_out, confirm

# Acts whose function has another name, since the language keeps the word for itself.
NAMES = {Act.RETURN: "return_", Act.PASS: "pass_", Act.LEAVE: "leave_team"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, number, act):
    """One act. 403 for the wrong person, 409 where the matter has moved on, 422 with the form for what is missing."""
    if act not in FORMS:
        raise Http404
    case = detail.find_bare(request, number)
    if request.method != "POST":
        return redirect(f"{case.get_absolute_url()}?act={act}#act-{act}")
    form = _form(request, case, act)
    seen = row_id(request.POST.get("seen"))
    if seen and seen != case.version:
        return _moved_on(request, case, form, seen)
    if not rules.may(request.user, act, case, pending(case, act)):
        if possible(act, case):
            raise PermissionDenied
        return _moved_on(request, case, form, case.version)
    return _carry_out(request, case, form)


def _carry_out(request, case: Case, form):
    try:
        done, case_now = carried_out(form, lambda: _do(form.act, form, request.user))
    except (actions.Stale, actions.NotNow):
        return _moved_on(request, case, form, case.version)
    if not done:
        return detail.page(request, detail.find(request, case.number), bound=form, status=422)
    drafts.went_in(request, case.get_absolute_url())
    messages.success(request, panel.WORDS[form.act].done)
    return _after(request, case_now)


def _form(request, case: Case, act: str):
    takes_photos = "photos" in FORMS[act].base_fields
    return FORMS[act](act, case, request.user, request.POST, take_in(request) if takes_photos else Photos())


def _do(act, form, by) -> Case:
    do = getattr(actions, NAMES.get(act, act))
    return do(form.case.pk, by=by, seen=form.cleaned_data["seen"], **form.facts())


def _moved_on(request, case: Case, form, seen: int):
    """Somebody acted in between: what they did, and the form again if the act is still possible."""
    case = detail.find(request, case.number)
    since = [(done, what(done)) for done in _acts_since(case, seen)]
    again = type(form)(form.act, case, request.user, photos=form.photos_in, initial=_again(form, case))
    still = rules.may(request.user, form.act, case, pending(case, form.act))
    return detail.page(
        request,
        case,
        bound=again if still else None,
        since=since,
        by_oneself=all(done.user_id == request.user.pk for done, _words in since),
        moved_on=True,
        typed=form.typed(),
        still=still,
        status=409,
    )


def _acts_since(case: Case, seen: int):
    """Each act raises the version by one, so the last so many acts are those the reader had not seen."""
    acts = case.acts.select_related("user", "post__role", "post__department").order_by("-pk")
    return list(acts[: max(0, case.version - seen)])


def _again(form, case: Case) -> dict:
    """What was typed, to stand in the new form; the version is the one of now."""
    typed = {name: form.data.get(name) for name in form.fields if name in form.data and name != "photos"}
    return typed | {"seen": case.version}


def _after(request, case: Case):
    """Back to the matter, or to the desk where it is no longer theirs to see. Mostly their areas tell, unasked."""
    theirs = request.user.scope.reaches("read_case", case) and not case.is_confidential
    still = theirs or Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    return redirect(case if still else "desk")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, number):
    """A new link for the reporter, after a question: earlier ones stop working. It is shown on this page only."""
    case = detail.find(request, number)
    if not rules.may_give_link(request.user, case):
        raise PermissionDenied
    if request.method != "POST":
        title, verb, back = _("New link for the reporter"), _("Make the link"), case.get_absolute_url()
        text = _("Links that were given before stop working at once. Hand the new one to the reporter yourself.")
        return confirm(request, None, title, verb, back, text)
    token = actions.issue_link(case, now=timezone.now())
    return render(request, "cases/link.html", {"case": case} | qr.drawn("reporter:show", token))
