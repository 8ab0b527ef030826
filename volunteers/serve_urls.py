from django.urls import path

from volunteers.views import order_public

app_name = "serve"
urlpatterns = [path("<str:token>/", order_public.volunteer, name="show")]
