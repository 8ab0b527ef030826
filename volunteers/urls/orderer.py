from django.urls import path

from volunteers.views import order_entry, order_public

app_name = "orderer"
urlpatterns = [
    path("at/<str:token>/", order_entry.menu, name="menu"),
    path("at/<str:token>/<slug:code>/", order_entry.place, name="place"),
    path("<str:token>/", order_public.orderer, name="show"),
]
