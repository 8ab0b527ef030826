"""Below /parties/bodies/."""

from django.urls import path

from parties.views import social_bodies

app_name = "bodies"
urlpatterns = [
    path("", social_bodies.index, name="list"),
    path("new/", social_bodies.new, name="new"),
    path("<slug:ref>/", social_bodies.detail, name="body"),
    path("<slug:ref>/act/<slug:act>/", social_bodies.act, name="act"),
]
