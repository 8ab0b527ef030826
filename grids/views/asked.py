"""A page that asks before it acts, and comes back with what was typed."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.shortcuts import redirect, render

from grids.forms.refused import take_up
from grids.pages import toasts

CONFIRM = "components/confirm.html"


def button(request, row=None) -> Form:
    """Asks nothing but the button. row: where a table of acts asks its form by (request, row)."""
    return Form(request.POST if request.method == "POST" else None)


def carried_out(form, act):
    """(True, what the act gave) if the form was sent, is right, and the act took it; else (False, None).

    A ValidationError of act() stands in the form then; whatever else it raises goes on to the view and its answer.
    """
    if not (form.is_bound and form.is_valid()):
        return False, None
    try:
        return True, act()
    except ValidationError as error:
        take_up(form, error)
        return False, None


def confirm(request, form, title: str, verb: str, back: str, text: str = "", *, template: str = CONFIRM, **more):
    """The page that asks: 200, and 422 where it was sent and comes back. It is sent to where it stands.

    form: None where a button is all there is. more: what else the template shows.
    """
    context = {"form": form, "title": title, "verb": verb, "back_url": back, "text": text}
    context |= {"action": request.get_full_path()} | more
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def ask(request, form, do, *, title: str, verb: str, back: str, text: str = ""):
    """The page, its act and what follows. do(form) acts, and may say where to go, if not back; there `title` is said
    as done. Its ValidationError stands in the form, as in carried_out().
    """
    is_done, to = carried_out(form, lambda: do(form))
    if is_done:
        toasts.done(request, title)
        return redirect(to or back)
    return confirm(request, form, title, verb, back, text=text)


def act_on(request, row, form, act, *, title: str, verb: str):
    """The same for one of several acts on a row: its page names both, and leads back to the row, where `title` alone
    is said as done."""
    is_done, _made = carried_out(form, act)
    if is_done:
        toasts.done(request, title)
        return redirect(row)
    return confirm(request, form, f"{title} · {row}", verb, row.get_absolute_url())
