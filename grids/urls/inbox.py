from django.urls import path

from grids.views import inbox

app_name = "inbox"
urlpatterns = [
    path("", inbox.index, name="list"),
    path("read/", inbox.read_all, name="read_all"),
    path("<int:pk>/", inbox.open_, name="open"),
]
