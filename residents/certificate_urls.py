from django.urls import path

from residents.views import certificates

app_name = "certificates"
urlpatterns = [
    path("", certificates.index, name="list"),
    path("kinds/", certificates.kinds, name="kinds"),
    path("new/", certificates.new, name="new"),
    path("<slug:ref>/", certificates.detail, name="detail"),
    path("<slug:ref>/print/", certificates.print_copy, name="print"),
    path("<slug:ref>/withdraw/", certificates.withdraw, name="withdraw"),
]
