from django.urls import path

from residents.views import tables

app_name = "tables"
urlpatterns = [
    path("", tables.index, name="list"),
    path("new/", tables.new, name="new"),
    path("<slug:ref>/", tables.detail, name="detail"),
    path("<slug:ref>/confirm/", tables.let_through, name="confirm"),
    path("<slug:ref>/refuse/", tables.refuse, name="refuse"),
    path("<slug:ref>/back/", tables.send_back, name="send_back"),
    path("<slug:ref>/discard/", tables.discard, name="discard"),
    path("<slug:ref>/letter/", tables.letter, name="letter"),
    path("<slug:ref>/file/", tables.file, name="file"),
]
