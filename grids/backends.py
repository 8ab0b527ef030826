"""How staff sign in: by account, work number or phone number."""

from django.contrib.auth.backends import BaseBackend
from django.shortcuts import render

from grids.models import User


class StaffBackend(BaseBackend):
    def authenticate(self, request, username=None, password=None, **kwargs):
        if not username or not password:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            User().set_password(password)  # the same work for an unknown account, so that time tells nothing
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id):
        return User.objects.filter(pk=user_id, is_active=True).first()


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    return render(request, "accounts/locked.html", status=429)
