"""Coming and going by the code on the poster: for whoever is on the list, without an account. No name is said."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.views.reporter import private
from grids.privacy import identity
from grids.views.asked import carried_out
from residents.actions.people import PHONE
from residents.views.verify import too_many
from volunteers import door
from volunteers.actions import places
from volunteers.forms.activities import DoorForm


@private
@require_http_methods(["GET", "HEAD", "POST"])
def show(request, token):
    activity = door.activity_of(token)
    if activity is None:
        return render(request, "volunteers/no_door.html", status=404)
    form = DoorForm(request.POST if request.method == "POST" else None)
    number = identity.normalise_phone(request.POST.get("phone", ""))
    if request.method == "POST" and too_many(request, number):
        form.add_error(None, _("Too many tries. Please wait a minute."))
    index, goes = identity.blind_index(PHONE, number), "goes" in request.POST
    done, made = carried_out(form, lambda: places.at_the_door(activity.pk, index, goes=goes))
    if done:
        # A reload shows this answer again, instead of sending the number once more.
        return redirect(f"{reverse('door:show', args=[token])}?{'out' if made.left_at else 'in'}=1")
    context = {"row": activity, "form": form, "said": "" if form.is_bound else _said(request.GET)}
    return render(request, "volunteers/door.html", context, status=422 if form.errors else 200)


def _said(query) -> str:
    if "out" in query:
        return _("You have signed out. Thank you.")
    return _("You are signed in. Scan again when you go.") if "in" in query else ""
