"""What every page's frame asks for. All of it is lazy: a page that does not show it does not pay for it."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext

from grids.pages import display, navigation


class Portal:
    """The frame around a page: who is here in which post, where they may go, how it looks."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def scope(self):
        return getattr(self.request.user, "scope", None)

    @cached_property
    def nav(self):
        return navigation.for_user(self.scope)

    @cached_property
    def bar(self):
        """The phone's bottom bar, in its order."""
        return sorted((item for item in self.nav if item.bar), key=lambda item: item.bar)

    @cached_property
    def here(self):
        """The key of the menu item this page belongs to: its own address first, then its app."""
        match = getattr(self.request, "resolver_match", None)
        if match is None:
            return ""
        names = {item.url_name: item.key for item in reversed(self.nav)}
        inner = [item for item in reversed(self.nav) if item.group and ":" in item.url_name]
        spaces = {item.url_name.split(":")[0]: item.key for item in inner}
        return names.get(match.view_name) or spaces.get(match.namespace.partition(":")[0], "")

    @cached_property
    def hat(self):
        return self.scope.hat if self.scope else None

    @cached_property
    def other_hats(self):
        return [hat for hat in self.scope.hats if hat.key != self.hat.key] if self.hat else []

    @cached_property
    def unread(self):
        return getattr(self.request.user, "unread_count", 0)

    @cached_property
    def theme(self):
        return display.theme_of(self.request)

    @cached_property
    def large(self):
        return display.large_type_of(self.request)

    @property
    def tiles(self):
        """Where maps come from, and whose they are; without an address the portal shows none."""
        return {"url": settings.TILE_URL, "credit": settings.TILE_CREDIT}

    @cached_property
    def path(self):
        """Where to come back to after a switch of language or type; a refused form is opened afresh."""
        return self.request.get_full_path()


def portal(request):
    return {"portal": Portal(request), "site_name": settings.SITE_NAME or gettext("Community grid portal")}
