from django.urls import path

from volunteers.views import door

app_name = "door"
urlpatterns = [path("<str:token>/", door.show, name="show")]
