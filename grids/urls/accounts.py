from django.urls import path

from grids.views import accounts, audit, people, reveal, second_factor

app_name = "accounts"
urlpatterns = [
    path("login/", accounts.sign_in, name="login"),
    path("code/", accounts.code, name="code"),
    path("logout/", accounts.sign_out, name="logout"),
    path("hat/", accounts.hat, name="hat"),
    path("settings/", accounts.own_settings, name="settings"),
    path("password/", accounts.password, name="password"),
    path("second-factor/", second_factor.totp, name="totp"),
    path("second-factor/picture.svg", second_factor.totp_image, name="totp_image"),
    path("sessions/", accounts.own_sessions, name="sessions"),
    path("draft/", accounts.save_draft, name="draft"),
    path("draft/drop/", accounts.drop_draft, name="drop_draft"),
    path("people/", people.people, name="people"),
    path("new-person/", people.new_person, name="new_person"),
    path("people/<str:username>/", people.person, name="person"),
    path("people/<str:username>/edit/", people.edit_person, name="edit_person"),
    path("people/<str:username>/lock/", people.lock, name="lock"),
    path("people/<str:username>/unlock/", people.unlock, name="unlock"),
    path("people/<str:username>/let-in/", people.lift_lockout, name="lift_lockout"),
    path("people/<str:username>/reset/", people.reset, name="reset"),
    path("reveals/", reveal.reveals, name="reveals"),
    path("audit/", audit.acts, name="audit"),
]
