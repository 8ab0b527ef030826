"""Below /parties/staff/."""

from django.urls import path

from parties.views import staff_pairs, staff_sessions

app_name = "staff"
urlpatterns = [
    path("pairs/", staff_pairs.index, name="pairs"),
    path("pairs/new/", staff_pairs.new, name="new_pair"),
    path("pairs/<slug:ref>/", staff_pairs.detail, name="pair"),
    path("pairs/<slug:ref>/act/<slug:act>/", staff_pairs.act, name="pair_act"),
    path("pairs/<slug:ref>/reviews/<int:pk>/", staff_pairs.review, name="review"),
    path("sessions/", staff_sessions.index, name="sessions"),
    path("sessions/new/", staff_sessions.new, name="new_session"),
    path("sessions/places/", staff_sessions.places, name="places"),
    path("sessions/<slug:ref>/", staff_sessions.detail, name="session"),
    path("sessions/<slug:ref>/act/<slug:act>/", staff_sessions.act, name="session_act"),
    path("sessions/<slug:ref>/places/<int:pk>/strike/", staff_sessions.strike_place, name="strike_place"),
    path("coverage/", staff_sessions.coverage, name="coverage"),
    path("topics/", staff_sessions.topics, name="topics"),
    path("topics/new/", staff_sessions.new_topic, name="new_topic"),
    path("topics/<slug:code>/retire/", staff_sessions.retire_topic, name="retire_topic"),
]
