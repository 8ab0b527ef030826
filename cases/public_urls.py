"""The reporter's link: no account, an unguessable token."""

app_name = "reporter"
urlpatterns = []
