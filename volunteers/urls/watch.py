"""Below /volunteers/watches/, in the name space of the app."""

from django.urls import path

from volunteers.views import watch_nights, watches

urlpatterns = [
    path("", watches.index, name="watches"),
    path("new/", watches.new, name="new_watch"),
    path("<slug:ref>/", watches.detail, name="watch"),
    path("<slug:ref>/act/<slug:act>/", watches.act, name="watch_act"),
    path("<slug:ref>/turns/", watches.turns, name="watch_turns"),
    path("<slug:ref>/roster/", watches.sheet, name="watch_sheet"),
    path("<slug:ref>/members/<int:pk>/end/", watches.part, name="watch_part"),
    path("<slug:ref>/members/<int:pk>/link/", watches.link, name="watch_link"),
    path("<slug:ref>/nights/<int:pk>/", watch_nights.detail, name="watch_night"),
    path("<slug:ref>/nights/<int:pk>/act/<slug:act>/", watch_nights.act, name="watch_night_act"),
    path("<slug:ref>/nights/<int:pk>/fill/<int:slot>/", watch_nights.fill, name="watch_fill"),
    path("<slug:ref>/nights/<int:pk>/places/<int:place>/off/", watch_nights.off, name="watch_off"),
    path("<slug:ref>/nights/<int:pk>/places/<int:place>/swap/", watch_nights.swap, name="watch_swap"),
    path("<slug:ref>/nights/<int:pk>/swaps/<int:swap>/<slug:answer>/", watch_nights.answer, name="watch_answer"),
]
