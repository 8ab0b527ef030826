from django.urls import path

from grids.views import figures

app_name = "figures"
urlpatterns = [path("", figures.index, name="list")]
