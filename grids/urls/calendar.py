from django.urls import path

from grids.views import calendar

app_name = "calendar"
urlpatterns = [
    path("", calendar.years, name="years"),
    path("import/", calendar.import_, name="import"),
    path("import/confirm/", calendar.confirm, name="confirm"),
    path("import/marked/", calendar.marked, name="marked"),
    path("anew/", calendar.anew, name="anew"),
    path("<int:year>/", calendar.year, name="year"),
    path("<int:year>/take-out/", calendar.take_out, name="take_out"),
    path("<int:year>/sheet/", calendar.sheet, name="sheet"),
]
