from django.contrib import admin
from django.urls import include, path

from config import health, views
from grids import display

urlpatterns = [
    path("", views.desk, name="desk"),
    path("accounts/", include("grids.urls.accounts")),
    path("areas/", include("grids.urls.areas")),
    path("posts/", include("grids.urls.posts")),
    path("organisations/", include("grids.urls.organisations")),
    path("inbox/", include("grids.urls.inbox")),
    path("figures/", include("grids.urls.figures")),
    path("calendar/", include("grids.urls.calendar")),
    path("residents/duplicates/", include("residents.duplicate_urls")),
    path("residents/retention/", include("residents.retention_urls")),
    path("residents/import/", include("residents.import_urls")),
    path("residents/export/", include("residents.export_urls")),
    path("households/", include("residents.household_urls")),
    path("care/", include("residents.care_urls")),
    path("cases/limits/", include("cases.limit_urls")),
    path("cases/", include("cases.urls")),
    path("residents/fields/", include("residents.field_urls")),
    path("residents/tables/", include("residents.table_urls")),
    path("residents/burden/", include("residents.burden_urls")),
    path("residents/certificates/", include("residents.certificate_urls")),
    path("v/", include("residents.public_urls")),
    path("p/", include("points.public_urls")),
    path("m/", include("parties.meeting_public_urls")),
    path("b/", include("parties.ballot_public_urls")),
    path("parties/", include("parties.urls")),
    path("points/", include("points.urls")),
    path("h/", include("volunteers.certificate_urls")),
    path("k/", include("volunteers.public_urls")),
    path("volunteers/", include("volunteers.urls")),
    path("residents/", include("residents.urls")),
    path("r/", include("cases.public_urls")),
    path("o/", include("volunteers.orderer_urls")),
    path("s/", include("volunteers.serve_urls")),
    path("display/", display.change, name="display"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
]
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
handler403 = "config.views.forbidden"
