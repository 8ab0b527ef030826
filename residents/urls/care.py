from django.urls import path

from residents.views import care, care_acts, care_asked, care_categories, care_end, care_rules, care_visits

app_name = "care"
urlpatterns = [
    path("", care.records, name="list"),
    path("visits/", care_visits.visits, name="visits"),
    path("looks/", care.looks, name="looks"),
    path("categories/", care_rules.categories, name="categories"),
    path("categories/new/", care_categories.edit, name="new_category"),
    path("categories/<slug:code>/", care_rules.category, name="category"),
    path("categories/<slug:code>/correct/", care_categories.edit, name="correct_category"),
    path("categories/<slug:code>/shorten/", care_rules.shorten, name="shorten"),
    path("asked/<slug:ref>/", care_asked.asked, name="asked"),
    path("ended/", care_end.ended, name="ended"),
    path("ended/<slug:ref>/", care_end.forget, name="forget"),
    path("new/<slug:resident>/", care_acts.open_record, name="new"),
    path("glass/<slug:resident>/", care_acts.glass, name="glass"),
    path("<slug:ref>/", care.detail, name="detail"),
    path("<slug:ref>/paper/", care.document, name="document"),
    path("<slug:ref>/need/<slug:visit>/", care_acts.pass_on, name="need"),
    path("<slug:ref>/<slug:act>/", care_acts.act, name="act"),
]
