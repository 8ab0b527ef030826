"""Addresses of organisations, their officers, terms, coverage and alliances: part of parties.urls."""

from django.urls import path

from parties.views import alliances, coverage, officers, organization_acts, organization_terms, organizations

urlpatterns = [
    path("new/", organization_acts.new, name="new_organization"),
    path("coverage/", coverage.index, name="coverage"),
    path("coverage/rules/", coverage.rules_index, name="coverage_rules"),
    path("coverage/rules/<slug:level>/", coverage.change_rule, name="coverage_rule"),
    path("officers/", officers.index, name="officers"),
    path("terms/", organization_terms.index, name="terms"),
    path("alliances/", alliances.index, name="alliances"),
    path("alliances/new/", alliances.new, name="new_alliance"),
    path("alliances/<slug:ref>/", alliances.detail, name="alliance"),
    path("alliances/<slug:ref>/act/<slug:act>/", alliances.act, name="alliance_act"),
    path("alliances/<slug:ref>/members/<int:pk>/leave/", alliances.leave, name="alliance_leave"),
    path("alliances/<slug:ref>/members/<int:pk>/lead/", alliances.lead, name="alliance_lead"),
    path("<slug:ref>/branch/", organizations.branch, name="organization_branch"),
    path("<slug:ref>/act/<slug:act>/", organization_acts.act, name="organization_act"),
    path("<slug:ref>/officers/<slug:officer>/end/", organization_acts.end_officer, name="end_officer"),
    path("<slug:ref>/coverage/<int:pk>/end/", organization_acts.uncover, name="uncover"),
    path("<slug:ref>/", organizations.detail, name="organization"),
]
