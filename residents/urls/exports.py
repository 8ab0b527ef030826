from django.urls import path

from residents.views import export

app_name = "exports"
urlpatterns = [
    path("", export.people, name="people"),
    path("homes/", export.homes, name="homes"),
    path("log/", export.log, name="log"),
]
