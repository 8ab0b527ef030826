from django.urls import path

from cases.views import acts, cards, counts, detail, listing, photos, report, saved

app_name = "cases"
urlpatterns = [
    path("", listing.index, name="list"),
    path("bulk/", listing.bulk, name="bulk"),
    path("export/", listing.export_sheet, name="export"),
    path("new/", report.report, name="report"),
    path("next/", detail.next_one, name="next"),
    path("photos/<str:key>/", photos.kept, name="kept"),
    path("counts/", counts.counts, name="counts"),
    path("saved/new/", saved.new, name="save_filter"),
    path("saved/<int:pk>/", saved.edit, name="saved"),
    path("saved/<int:pk>/delete/", saved.delete, name="delete_saved"),
    path("<str:number>/", detail.detail, name="detail"),
    path("<str:number>/why/", detail.why_deadline, name="why"),
    path("<str:number>/act/<slug:act>/", acts.act, name="act"),
    path("<str:number>/link/", acts.link, name="link"),
    path("<str:number>/cards/<int:pk>/<slug:act>/", cards.card, name="card"),
    path("<str:number>/photos/<int:pk>/", photos.photo, name="photo"),
    path("<str:number>/reveal/<slug:field>/", detail.reveal, name="reveal"),
]
