from django.urls import path

from parties.views import talks, vote

app_name = "ballot"
urlpatterns = [
    path("talk/<slug:token>/", talks.public, name="talk"),
    path("<str:token>/", vote.vote, name="vote"),
]
