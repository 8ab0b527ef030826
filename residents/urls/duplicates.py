from django.urls import path

from residents.views import duplicates

app_name = "duplicates"
urlpatterns = [
    path("", duplicates.listing, name="list"),
    path("merged/", duplicates.merged, name="merged"),
    path("merged/<slug:ref>/undo/", duplicates.undo, name="undo"),
    path("with/<slug:ref>/", duplicates.beside, name="beside"),
    path("<slug:first>/<slug:second>/", duplicates.compare, name="compare"),
    path("<slug:first>/<slug:second>/merge/", duplicates.merge, name="merge"),
    path("<slug:first>/<slug:second>/apart/", duplicates.apart, name="apart"),
]
