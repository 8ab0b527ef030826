from django.urls import path

from volunteers.views import activities, hours, people, teams

app_name = "volunteers"
urlpatterns = [
    path("", teams.index, name="list"),
    path("teams/new/", teams.new, name="new_team"),
    path("teams/<slug:ref>/", teams.detail, name="team"),
    path("teams/<slug:ref>/act/<slug:act>/", teams.act, name="team_act"),
    path("teams/<slug:ref>/members/<int:pk>/end/", teams.part, name="part"),
    path("teams/<slug:ref>/members/<int:pk>/lead/", teams.lead, name="lead"),
    path("teams/<slug:ref>/lines/<int:pk>/give-up/", teams.give_up, name="give_up"),
    path("activities/", activities.index, name="activities"),
    path("activities/new/", activities.new, name="new_activity"),
    path("activities/<slug:ref>/", activities.detail, name="activity"),
    path("activities/<slug:ref>/act/<slug:act>/", activities.act, name="activity_act"),
    path("activities/<slug:ref>/sign-up/", activities.sign_up, name="sign_up"),
    path("activities/<slug:ref>/poster/", activities.poster, name="poster"),
    path("activities/<slug:ref>/places/<int:pk>/<slug:move>/", activities.move, name="place_move"),
    path("hours/", hours.index, name="hours"),
    path("hours/sheet/", hours.sheet, name="hours_sheet"),
    path("people/", people.index, name="people"),
    path("people/new/", people.new, name="take_in"),
    path("people/<slug:ref>/", people.detail, name="person"),
    path("people/<slug:ref>/act/<slug:act>/", people.act, name="person_act"),
    path("people/<slug:ref>/reveal/phone/", people.reveal, name="reveal"),
]
