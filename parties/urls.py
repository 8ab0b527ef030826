from django.urls import include, path

from parties.views import organizations

app_name = "parties"
urlpatterns = [
    path("", organizations.index, name="list"),
    path("", include("parties.partners_urls")),
    path("members/", include("parties.members_urls")),
    path("meetings/", include("parties.meetings_urls")),
    path("ballots/", include("parties.ballot_urls")),
    path("talks/", include("parties.talk_urls")),
    path("staff/", include("parties.staff_urls")),
    path("property/", include("parties.property_urls")),
    path("committees/", include("parties.committees_urls")),
    path("bodies/", include("parties.bodies_urls")),
    path("", include("parties.organization_urls")),  # the last: an organisation's ref looks like any other word
]
