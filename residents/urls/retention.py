from django.urls import path

from residents.views import keeping_rules, retention

app_name = "retention"
urlpatterns = [
    path("", retention.listing, name="list"),
    path("rules/", keeping_rules.listing, name="rules"),
    path("rules/<slug:code>/", keeping_rules.rule, name="rule"),
    path("propose/", retention.propose, name="propose"),
    path("<slug:ref>/confirm/", retention.confirm, name="confirm"),
    path("<slug:ref>/drop/", retention.drop, name="drop"),
]
