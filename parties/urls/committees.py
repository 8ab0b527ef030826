"""Below /parties/committees/."""

from django.urls import path

from parties.views import committees

app_name = "committees"
urlpatterns = [
    path("", committees.index, name="list"),
    path("new/", committees.new, name="new"),
    path("<slug:ref>/", committees.detail, name="committee"),
    path("<slug:ref>/act/<slug:act>/", committees.act, name="act"),
    path("<slug:ref>/members/<int:pk>/end/", committees.part, name="part"),
]
