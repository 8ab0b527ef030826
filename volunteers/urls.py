from django.urls import path

from volunteers.views import teams

app_name = "volunteers"
urlpatterns = [
    path("", teams.index, name="list"),
]
