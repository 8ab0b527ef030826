from django.urls import path

from residents.views import as_on, held, listing, people

app_name = "residents"
urlpatterns = [
    path("", listing.index, name="list"),
    path("find/", listing.find, name="find"),
    path("new/", people.register, name="new"),
    path("<slug:ref>/", people.detail, name="detail"),
    path("<slug:ref>/on/", as_on.as_on, name="on"),
    path("<slug:ref>/held/", held.held, name="held"),
    path("<slug:ref>/confirm/", people.confirm, name="confirm"),
    path("<slug:ref>/act/<slug:act>/", people.act, name="act"),
    path("<slug:ref>/reveal/<slug:field>/", people.reveal, name="reveal"),
]
