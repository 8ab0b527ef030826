from django.urls import path

from residents.views import certificate_kinds, certificates

app_name = "certificates"
urlpatterns = [
    path("", certificates.index, name="list"),
    path("kinds/", certificate_kinds.index, name="kinds"),
    path("kinds/new/", certificate_kinds.kind, name="new_kind"),
    path("kinds/<slug:code>/", certificate_kinds.kind, name="kind"),
    path("new/", certificates.new, name="new"),
    path("<slug:ref>/", certificates.detail, name="detail"),
    path("<slug:ref>/print/", certificates.print_copy, name="print"),
    path("<slug:ref>/withdraw/", certificates.withdraw, name="withdraw"),
]
