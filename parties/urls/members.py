from django.urls import path

from parties.views import check_ins, contact_households, deployments, member_cards, member_hours, members

app_name = "party_members"
urlpatterns = [
    path("", members.index, name="list"),
    path("new/", members.new, name="new"),
    path("check-ins/", check_ins.index, name="check_ins"),
    path("check-ins/new/", check_ins.new, name="report_in"),
    path("check-ins/<slug:ref>/", check_ins.detail, name="check_in"),
    path("check-ins/<slug:ref>/<slug:act>/", check_ins.act, name="check_in_act"),
    path("households/", contact_households.index, name="households"),
    path("households/<slug:ref>/", contact_households.detail, name="household"),
    path("households/<slug:ref>/<slug:act>/", contact_households.act, name="household_act"),
    path("deployments/", deployments.index, name="deployments"),
    path("deployments/<slug:ref>/", deployments.detail, name="deployment"),
    path("deployments/<slug:ref>/<slug:act>/", deployments.act, name="deployment_act"),
    path("hours/", member_hours.index, name="hours"),
    path("hours/<slug:ref>/confirm/", member_hours.confirm, name="confirm_hours"),
    path("hours/<slug:ref>/refuse/", member_hours.refuse, name="refuse_hours"),
    path("<slug:ref>/", members.detail, name="member"),
    path("<slug:ref>/show/", members.show, name="show"),
    path("<slug:ref>/cards/<slug:card>/", member_cards.card, name="card"),
    path("<slug:ref>/<slug:act>/", members.act, name="act"),
]
