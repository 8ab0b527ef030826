"""Below /parties/property/."""

from django.urls import path

from parties.views import property_companies, property_notices, property_rating

app_name = "property"
urlpatterns = [
    path("", property_companies.index, name="companies"),
    path("new/", property_companies.new, name="new_company"),
    path("criteria/", property_rating.criteria, name="criteria"),
    path("criteria/new/", property_rating.new_criterion, name="new_criterion"),
    path("criteria/<slug:code>/end/", property_rating.end_criterion, name="end_criterion"),
    path("periods/", property_rating.periods, name="periods"),
    path("periods/new/", property_rating.new_period, name="new_period"),
    path("periods/<slug:ref>/", property_rating.period, name="period"),
    path("periods/<slug:ref>/close/", property_rating.close, name="close_period"),
    path("results/", property_rating.results, name="results"),
    path("results/<int:pk>/notice/", property_notices.serve, name="serve_notice"),
    path("notices/", property_notices.index, name="notices"),
    path("notices/<slug:ref>/", property_notices.detail, name="notice"),
    path("notices/<slug:ref>/why/", property_notices.why_deadline, name="notice_why"),
    path("notices/<slug:ref>/act/<slug:act>/", property_notices.act, name="notice_act"),
    path("<slug:ref>/", property_companies.detail, name="company"),
    path("<slug:ref>/act/<slug:act>/", property_companies.act, name="company_act"),
    path("<slug:ref>/areas/<int:pk>/end/", property_companies.stop, name="stop_service"),
    path("<slug:ref>/rate/<slug:period>/", property_companies.rate, name="rate"),
]
