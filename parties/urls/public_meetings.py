from django.urls import path

from parties.views import meeting_public

app_name = "meeting_link"
urlpatterns = [path("<str:code>/", meeting_public.show, name="show")]
