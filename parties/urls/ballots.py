from django.urls import path

from parties.views import electors, motions, weights

app_name = "ballots"
urlpatterns = [
    path("", motions.index, name="list"),
    path("new/", motions.new, name="new"),
    path("weights/", weights.index, name="weights"),
    path("weights/<slug:weight>/", weights.change, name="weight"),
    path("<slug:ref>/", motions.detail, name="motion"),
    path("<slug:ref>/people/", electors.people, name="people"),
    path("<slug:ref>/people/<slug:invited>/link/", electors.link, name="link"),
    path("<slug:ref>/people/<slug:invited>/paper/", electors.paper, name="paper"),
    path("<slug:ref>/links/", electors.links, name="links"),
    path("<slug:ref>/recount/", motions.recount, name="recount"),
    path("<slug:ref>/ballots.txt", motions.ballots, name="ballots"),
    path("<slug:ref>/tasks/<int:pk>/", motions.task, name="task"),
    path("<slug:ref>/<slug:act>/", motions.act, name="act"),
]
