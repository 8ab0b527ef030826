from django.contrib import admin
from django.urls import include, path

from config import health, views
from grids.pages import display

urlpatterns = [
    path("", views.desk, name="desk"),
    path("accounts/", include("grids.urls.accounts")),
    path("areas/", include("grids.urls.areas")),
    path("posts/", include("grids.urls.posts")),
    path("organisations/", include("grids.urls.organisations")),
    path("inbox/", include("grids.urls.inbox")),
    path("figures/", include("grids.urls.figures")),
    path("calendar/", include("grids.urls.calendar")),
    path("residents/duplicates/", include("residents.urls.duplicates")),
    path("residents/retention/", include("residents.urls.retention")),
    path("residents/import/", include("residents.urls.imports")),
    path("residents/export/", include("residents.urls.exports")),
    path("households/", include("residents.urls.households")),
    path("care/", include("residents.urls.care")),
    path("cases/limits/", include("cases.urls.limits")),
    path("cases/", include("cases.urls")),
    path("residents/fields/", include("residents.urls.fields")),
    path("residents/tables/", include("residents.urls.tables")),
    path("residents/burden/", include("residents.urls.burden")),
    path("residents/certificates/", include("residents.urls.certificates")),
    path("v/", include("residents.urls.public")),
    path("p/", include("points.urls.public")),
    path("m/", include("parties.urls.public_meetings")),
    path("b/", include("parties.urls.public_ballots")),
    path("parties/", include("parties.urls")),
    path("points/", include("points.urls")),
    path("h/", include("volunteers.urls.certificates")),
    path("k/", include("volunteers.urls.public")),
    path("volunteers/", include("volunteers.urls")),
    path("residents/", include("residents.urls")),
    path("r/", include("cases.urls.public")),
    path("o/", include("volunteers.urls.orderer")),
    path("s/", include("volunteers.urls.serve")),
    path("display/", display.change, name="display"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
]
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
handler403 = "config.views.forbidden"
