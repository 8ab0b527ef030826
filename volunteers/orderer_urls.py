from django.urls import path

from volunteers.views import order_public

app_name = "orderer"
urlpatterns = [path("<str:token>/", order_public.orderer, name="show")]
