"""Setting up a second factor."""

import io

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_otp import login as otp_login

from grids.actions import second_factor
from grids.forms.accounts import CodeForm
from grids.views.asked import carried_out


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def totp(request):
    """Not set up: the picture to scan and the code that proves it. Set up: new recovery codes, or switch it off."""
    return _manage(request) if second_factor.has_one(request.user) else _set_up(request)


def _set_up(request):
    device = second_factor.begin(request.user)
    form = CodeForm(request.POST or None)
    form.fields["code"].help_text = ""  # there are no recovery codes yet, and the text above says what to type
    here = request.session.session_key
    done, made = carried_out(
        form, lambda: second_factor.confirm(request.user, form.cleaned_data["code"], keep_session=here)
    )
    if done:
        otp_login(request, made[0])
        return render(request, "accounts/recovery_codes.html", {"codes": made[1]})
    context = {"form": form, "secret": second_factor.secret(device), "must": second_factor.is_a_must(request.user)}
    return render(request, "accounts/totp.html", context, status=422 if form.is_bound else 200)


def _manage(request):
    form = CodeForm(request.POST or None)
    off = request.POST.get("do") == "off"
    act = second_factor.switch_off if off else second_factor.new_codes
    done, codes = carried_out(form, lambda: act(request.user, form.cleaned_data["code"]))
    if done and off:
        messages.success(request, _("The second factor is switched off."))
        return redirect("accounts:settings")
    if done:
        return render(request, "accounts/recovery_codes.html", {"codes": codes})
    context = {"form": form, "must": second_factor.is_a_must(request.user), "on": True}
    return render(request, "accounts/totp.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def totp_image(request):
    """The picture an authenticator scans: a file of its own, since the pages allow nothing inline."""
    if second_factor.has_one(request.user):
        raise Http404
    device = second_factor.begin(request.user)
    picture = io.BytesIO()
    segno.make(device.config_url, error="m").save(picture, kind="svg", scale=5, border=3, light="#fff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
