from django.urls import path

from grids.views import areas, redivision

app_name = "areas"
urlpatterns = [
    path("", areas.browse, name="browse"),
    path("<slug:code>/", areas.detail, name="detail"),
    path("<slug:code>/branch/", areas.branch, name="branch"),
    path("<slug:code>/edit/", areas.edit, name="edit"),
    path("<slug:code>/add/", areas.add, name="add"),
    path("<slug:code>/move/", areas.move, name="move"),
    path("<slug:code>/retire/", areas.retire, name="retire"),
    path("<slug:code>/labels/", areas.labels, name="labels"),
    path("<slug:code>/history/", areas.history, name="history"),
    path("<slug:code>/redivide/", redivision.propose, name="redivide"),
    path("<slug:code>/redivide/sheet/", redivision.sheet, name="redivision_sheet"),
    path("<slug:code>/redivide/<int:pk>/", redivision.detail, name="redivision"),
    path("<slug:code>/redivide/<int:pk>/sheet/", redivision.uploaded, name="redivision_upload"),
]
