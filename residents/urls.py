from django.urls import path

from residents.views import listing

app_name = "residents"
urlpatterns = [path("", listing.index, name="list")]
