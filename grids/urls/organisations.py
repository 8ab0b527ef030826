from django.urls import path

from grids.views import organisation_sheet, organisations

app_name = "organisations"
urlpatterns = [
    path("", organisations.organisations, name="list"),
    path("new/", organisations.add, name="add"),
    path("sheet/", organisation_sheet.choose, name="sheet"),
    path("sheet/write/", organisation_sheet.write, name="sheet_write"),
    path("sheet/marked/", organisation_sheet.marked, name="sheet_marked"),
    path("sheet/pattern/", organisation_sheet.pattern, name="sheet_pattern"),
    path("<int:pk>/", organisations.detail, name="detail"),
    path("<int:pk>/edit/", organisations.edit, name="edit"),
]
