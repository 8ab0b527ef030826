from django.urls import path

from parties.views import cadences, meeting_links, meeting_load, meeting_tasks, meetings

app_name = "party_meetings"
urlpatterns = [
    path("", meetings.index, name="list"),
    path("provisional/", meetings.provisional, name="provisional"),
    path("new/", meetings.choose, name="choose"),
    path("new/<slug:ref>/", meetings.new, name="new"),
    path("load/", meeting_load.load, name="load"),
    path("mine/", meeting_load.mine, name="mine"),
    path("rules/", cadences.index, name="rules"),
    path("rules/new/", cadences.new, name="new_rule"),
    path("rules/<slug:code>/", cadences.detail, name="rule"),
    path("rules/<slug:code>/<slug:act>/", cadences.act, name="rule_act"),
    path("tasks/", meeting_tasks.index, name="tasks"),
    path("tasks/<slug:ref>/", meeting_tasks.detail, name="task"),
    path("tasks/<slug:ref>/files/<int:pk>/", meeting_tasks.file, name="task_file"),
    path("tasks/<slug:ref>/<slug:act>/", meeting_tasks.act, name="task_act"),
    path("<slug:ref>/", meetings.detail, name="meeting"),
    path("<slug:ref>/act/<slug:act>/", meetings.act, name="meeting_act"),
    path("<slug:ref>/files/<int:pk>/", meetings.file, name="file"),
    path("<slug:ref>/notice/", meeting_links.notice_sheet, name="notice"),
    path("<slug:ref>/links/", meeting_links.sheet, name="links"),
    path("<slug:ref>/links/<int:pk>/", meeting_links.one, name="link"),
]
