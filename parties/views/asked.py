"""A page that asks before it acts, and comes back with what was typed."""

from django.core.exceptions import ValidationError
from django.shortcuts import render

from grids.forms.refused import take_up


def confirm(request, form, *, title: str, verb: str, back: str, text: str = "", **more):
    context = {"form": form, "title": title, "verb": verb, "back_url": back, "action": request.path, "text": text}
    wrong = request.method == "POST"
    return render(request, "components/confirm.html", context | more, status=422 if wrong else 200)


def carried_out(form, act):
    """(True, what the act gave) if the form was sent and the act took it; else its refusal stands in the form."""
    if not (form.is_bound and form.is_valid()):
        return False, None
    try:
        return True, act()
    except ValidationError as error:
        take_up(form, error)
        return False, None
