from django.urls import path

from cases.views import reporter

app_name = "reporter"
urlpatterns = [
    path("<str:token>/", reporter.show, name="show"),
    path("<str:token>/photos/<int:pk>/", reporter.photo, name="photo"),
]
