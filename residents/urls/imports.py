from django.urls import path

from residents.views import importing

app_name = "imports"
urlpatterns = [
    path("", importing.index, name="list"),
    path("template/", importing.template, name="template"),
    path("<str:ref>/", importing.detail, name="detail"),
    path("<str:ref>/columns/", importing.columns, name="columns"),
    path("<str:ref>/decide/", importing.decide, name="decide"),
    path("<str:ref>/write/", importing.write, name="write"),
    path("<str:ref>/drop/", importing.drop, name="drop"),
    path("<str:ref>/undo/", importing.undo, name="undo"),
    path("<str:ref>/wrong/", importing.wrong, name="wrong"),
]
