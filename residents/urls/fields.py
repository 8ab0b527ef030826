from django.urls import path, re_path

from residents.views import fields

app_name = "fields"
urlpatterns = [
    path("", fields.index, name="list"),
    re_path(r"^(?P<code>[-.\w]+)/(?P<state>on|off)/$", fields.switch, name="switch"),
    path("<str:code>/verify/", fields.verify, name="verify"),
    path("<str:code>/", fields.field, name="field"),
]
