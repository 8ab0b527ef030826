from django.urls import path

from points.views import claims, passbooks, rules, shop, statements

app_name = "points"
urlpatterns = [
    path("", passbooks.index, name="list"),
    path("new/", passbooks.new, name="new"),
    path("open/", passbooks.open_, name="open"),
    path("rules/", rules.index, name="rules"),
    path("claims/", claims.index, name="claims"),
    path("claims/certify/", claims.certify_picked, name="certify_picked"),
    path("claims/<slug:ref>/", claims.detail, name="claim"),
    path("claims/<slug:ref>/certify/", claims.certify, name="certify"),
    path("claims/<slug:ref>/act/<slug:act>/", claims.act, name="claim_act"),
    path("shop/", shop.index, name="shop"),
    path("shop/<int:pk>/new/", shop.new_item, name="new_item"),
    path("shop/items/<slug:ref>/", shop.item, name="item"),
    path("shop/items/<slug:ref>/photo/", shop.photo, name="photo"),
    path("movements/", statements.movements, name="movements"),
    path("statements/<int:pk>/", statements.show, name="statement"),
    path("schemes/<int:pk>/notice/", statements.notice, name="notice"),
    path("schemes/new/", rules.new_scheme, name="new_scheme"),
    path("schemes/<int:pk>/", rules.scheme, name="scheme"),
    path("schemes/<int:pk>/rule/", rules.new_rule, name="new_rule"),
    path("schemes/<int:pk>/rules/<int:rule>/end/", rules.end_rule, name="end_rule"),
    path("exchanges/", shop.exchanges, name="exchanges"),
    path("exchanges/<slug:ref>/", shop.exchange, name="exchange"),
    path("exchanges/<slug:ref>/act/<slug:act>/", shop.back, name="exchange_act"),
    path("<slug:ref>/", passbooks.detail, name="passbook"),
    path("<slug:ref>/claim/", passbooks.claim, name="claim_new"),
    path("<slug:ref>/print/", passbooks.print_, name="print"),
    path("<slug:ref>/take-over/<slug:old>/", passbooks.take_over, name="take_over"),
    path("<slug:ref>/redeem/<slug:item>/", shop.redeem, name="redeem"),
]
