from django.urls import include, path

from parties.views import organizations

app_name = "parties"
urlpatterns = [
    path("", organizations.index, name="list"),
    path("staff/", include("parties.staff_urls")),
    path("property/", include("parties.property_urls")),
    path("committees/", include("parties.committees_urls")),
    path("bodies/", include("parties.bodies_urls")),
    path("<slug:ref>/", organizations.detail, name="organization"),
]
