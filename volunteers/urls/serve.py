from django.urls import path

from volunteers.views import order_public, watch_public

app_name = "serve"
urlpatterns = [
    path("watch/<str:token>/", watch_public.member, name="watch"),
    path("<str:token>/", order_public.volunteer, name="show"),
]
