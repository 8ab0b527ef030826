from django.urls import path

from points.views import verify

app_name = "passbook"
urlpatterns = [path("<str:code>/", verify.show, name="show")]
