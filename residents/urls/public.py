from django.urls import path

from residents.views import verify

app_name = "verify"
urlpatterns = [path("<str:code>/", verify.show, name="show")]
