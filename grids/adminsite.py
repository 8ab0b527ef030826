"""Django's admin behind the portal's own door: sign-in, second factor and lock-out are the portal's."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class PortalAdmin(admin.AdminSite):
    site_header = site_title = _("Linli administration")
    index_title = _("Records")
    enable_nav_sidebar = False

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """To the portal's own sign-in; somebody who is signed in and no administrator finds nothing here."""
        if request.user.is_authenticated:
            raise Http404
        query = QueryDict(mutable=True)
        query["next"] = request.GET.get("next") or request.path
        return HttpResponseRedirect(f"{reverse('accounts:login')}?{query.urlencode(safe='/')}")

    def password_change(self, request, extra_context=None):
        """To the portal's own page: it ends the other sessions."""
        return HttpResponseRedirect(reverse("accounts:password"))

    def get_urls(self):
        """Without the way to "the page of any record": there every page asks by itself who may see it."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]


class PortalAdminConfig(AdminConfig):
    default_site = "grids.adminsite.PortalAdmin"
