from django.urls import path, re_path

from grids.views import posts, roles

app_name = "posts"
urlpatterns = [
    path("", posts.posts, name="list"),
    path("vacancies/", posts.vacancies, name="vacancies"),
    path("load/", posts.load, name="load"),
    path("appoint/", posts.appoint, name="appoint"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<slug:code>/", roles.role, name="role"),
    path("departments/", roles.departments, name="departments"),
    path("departments/new/", roles.department, name="new_department"),
    path("departments/<slug:code>/", roles.department, name="department"),
    re_path(r"^departments/(?P<code>[-\w]+)/(?P<state>on|off)/$", roles.switch_department, name="switch_department"),
    path("<int:pk>/", posts.detail, name="detail"),
    path("<int:pk>/areas/", posts.areas, name="areas"),
    path("<int:pk>/end/", posts.end, name="end"),
]
