from django.urls import path

from grids.views import organisations

app_name = "organisations"
urlpatterns = [
    path("", organisations.organisations, name="list"),
    path("new/", organisations.add, name="add"),
    path("<int:pk>/", organisations.detail, name="detail"),
    path("<int:pk>/edit/", organisations.edit, name="edit"),
]
