from django.urls import path, re_path

from cases.views import categories, limits

app_name = "limits"
urlpatterns = [
    path("", limits.index, name="list"),
    path("new/", limits.new, name="new"),
    path("try/", limits.try_, name="try"),
    path("provisional/", limits.provisional, name="provisional"),
    path("categories/", categories.index, name="categories"),
    path("categories/new/", categories.new, name="new_category"),
    path("categories/<slug:code>/", categories.category, name="category"),
    re_path(r"^categories/(?P<code>[-\w]+)/(?P<state>on|off)/$", categories.switch, name="switch_category"),
    path("<int:pk>/", limits.rule, name="rule"),
    path("<int:pk>/change/", limits.change, name="change"),
    path("<int:pk>/end/", limits.end, name="end"),
    path("<int:pk>/take-back/", limits.take_back, name="take_back"),
]
