"""What the ground itself puts into its registries: posts and organisations hold an area and go along with it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.along import Columns, CurrentPosts
from grids.models import Area, Organisation, Post
from grids.registry import Holds, MovesAlong, register


def _posts(area: Area):
    inside = Area.objects.within(area)
    return Post.objects.current(timezone.localdate()).filter(post_areas__area__in=inside).distinct()


def _organisations(area: Area):
    return Organisation.objects.filter(closed_on=None, area__in=Area.objects.within(area))


posts, organisations = CurrentPosts(), Columns("grids_organisation", "area_id")
register(
    Holds("posts", _("{count} posts"), _posts),
    Holds("organisations", _("{count} organisations"), _organisations),
    MovesAlong("posts", _("posts"), posts.move, posts.remember, posts.put_back),
    MovesAlong(
        "organisations", _("organisations"), organisations.move, organisations.remember, organisations.put_back
    ),
)
