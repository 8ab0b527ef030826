from django.urls import path

from residents.views import retention

app_name = "retention"
urlpatterns = [
    path("", retention.listing, name="list"),
    path("propose/", retention.propose, name="propose"),
    path("<slug:ref>/confirm/", retention.confirm, name="confirm"),
    path("<slug:ref>/drop/", retention.drop, name="drop"),
]
