from django.urls import path

from volunteers.views import order_offers, orders, people, service_menu, teams, wishes

app_name = "volunteers"
urlpatterns = [
    path("", teams.index, name="list"),
    path("teams/new/", teams.new, name="new_team"),
    path("teams/<slug:ref>/", teams.detail, name="team"),
    path("teams/<slug:ref>/act/<slug:act>/", teams.act, name="team_act"),
    path("teams/<slug:ref>/members/<int:pk>/end/", teams.part, name="part"),
    path("teams/<slug:ref>/members/<int:pk>/lead/", teams.lead, name="lead"),
    path("teams/<slug:ref>/lines/<int:pk>/give-up/", teams.give_up, name="give_up"),
    path("orders/", orders.index, name="orders"),
    path("orders/new/", orders.new, name="new_order"),
    path("orders/menu/", service_menu.index, name="order_menu"),
    path("orders/<slug:ref>/", orders.detail, name="order"),
    path("orders/<slug:ref>/by-rule/", orders.by_rule, name="order_by_rule"),
    path("orders/<slug:ref>/link/", orders.link, name="order_link"),
    path("orders/<slug:ref>/act/<slug:act>/", orders.act, name="order_act"),
    path("orders/<slug:ref>/reveal/<slug:field>/", orders.reveal, name="order_reveal"),
    path("orders/<slug:ref>/photos/<int:pk>/", orders.photo, name="order_photo"),
    path("orders/<slug:ref>/offers/<int:pk>/link/", order_offers.link, name="offer_link"),
    path("orders/<slug:ref>/offers/<int:pk>/look/", order_offers.look, name="offer_look"),
    path("orders/<slug:ref>/offers/<int:pk>/ask/<slug:act>/", order_offers.ask, name="offer_ask"),
    path("orders/<slug:ref>/offers/<int:pk>/<slug:act>/", order_offers.answer, name="offer_answer"),
    path("wishes/", wishes.index, name="wishes"),
    path("wishes/new/", wishes.new, name="new_wish"),
    path("wishes/<slug:ref>/", wishes.detail, name="wish"),
    path("wishes/<slug:ref>/look/", wishes.look, name="wish_look"),
    path("wishes/<slug:ref>/act/<slug:act>/", wishes.act, name="wish_act"),
    path("wishes/<slug:ref>/reveal/<slug:field>/", wishes.reveal, name="wish_reveal"),
    path("wishes/<slug:ref>/photos/<int:pk>/", wishes.photo, name="wish_photo"),
    path("people/", people.index, name="people"),
    path("people/new/", people.new, name="take_in"),
    path("people/<slug:ref>/", people.detail, name="person"),
    path("people/<slug:ref>/act/<slug:act>/", people.act, name="person_act"),
    path("people/<slug:ref>/reveal/phone/", people.reveal, name="reveal"),
]
