from django.urls import include, path

from parties.views import organizations

app_name = "parties"
urlpatterns = [
    path("", organizations.index, name="list"),
    path("meetings/", include("parties.meetings_urls")),
    path("<slug:ref>/", organizations.detail, name="organization"),
]
