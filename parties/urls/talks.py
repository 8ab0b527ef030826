from django.urls import path

from parties.views import talks

app_name = "talks"
urlpatterns = [
    path("", talks.index, name="list"),
    path("new/", talks.new, name="new"),
    path("<slug:ref>/", talks.detail, name="talk"),
    path("<slug:ref>/comments/<int:pk>/", talks.review, name="review"),
    path("<slug:ref>/<slug:act>/", talks.act, name="act"),
]
