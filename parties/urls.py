from django.urls import path

from parties.views import organizations

app_name = "parties"
urlpatterns = [
    path("", organizations.index, name="list"),
    path("<slug:ref>/", organizations.detail, name="organization"),
]
