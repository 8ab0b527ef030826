from django.urls import path

from residents.views import as_on, homes, households

app_name = "households"
urlpatterns = [
    path("", homes.index, name="list"),
    path("new/", homes.new, name="new"),
    path("homes/<slug:ref>/", homes.detail, name="home"),
    path("homes/<slug:ref>/act/<slug:act>/", homes.act, name="home_act"),
    path("<slug:ref>/", households.detail, name="detail"),
    path("<slug:ref>/on/", as_on.household, name="on"),
    path("<slug:ref>/act/<slug:act>/", households.act, name="act"),
]
