from django.urls import path

from volunteers.views import verify

app_name = "proof"
urlpatterns = [path("<str:code>/", verify.show, name="show")]
