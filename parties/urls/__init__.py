from django.urls import include, path

from parties.views import organizations

app_name = "parties"
urlpatterns = [
    path("", organizations.index, name="list"),
    path("", include("parties.urls.partners")),
    path("members/", include("parties.urls.members")),
    path("meetings/", include("parties.urls.meetings")),
    path("ballots/", include("parties.urls.ballots")),
    path("talks/", include("parties.urls.talks")),
    path("staff/", include("parties.urls.staff")),
    path("property/", include("parties.urls.property")),
    path("committees/", include("parties.urls.committees")),
    path("bodies/", include("parties.urls.bodies")),
    path("", include("parties.urls.organizations")),  # the last: an organisation's ref looks like any other word
]
