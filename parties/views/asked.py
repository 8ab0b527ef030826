"""A page that asks before it acts, and comes back with what was typed."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from grids import toasts
from grids.forms.refused import take_up

CONFIRM = "components/confirm.html"


def confirm(request, form, title: str, verb: str, back: str, text: str = "", *, template: str = CONFIRM, **more):
    """form: None where a button is all there is."""
    context = {"form": form, "title": title, "verb": verb, "back_url": back, "text": text}
    context |= {"action": request.get_full_path()} | more
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def carried_out(form, act):
    """(True, what the act gave) if the form was sent and the act took it; else its refusal stands in the form."""
    if not (form.is_bound and form.is_valid()):
        return False, None
    try:
        return True, act()
    except ValidationError as error:
        take_up(form, error)
        return False, None


def ask(request, form, do, *, title: str, verb: str, back: str, text: str = ""):
    """do(form), once it is right, carries the act out and says where to go then, if not back."""
    is_done, to = carried_out(form, lambda: do(form))
    if is_done:
        toasts.done(request, title)
        return redirect(to or back)
    return confirm(request, form, title, verb, back, text=text)
