from django.urls import include, path

from parties.views import organizations

app_name = "parties"
urlpatterns = [
    path("", organizations.index, name="list"),
    path("ballots/", include("parties.ballot_urls")),
    path("talks/", include("parties.talk_urls")),
    path("<slug:ref>/", organizations.detail, name="organization"),
]
