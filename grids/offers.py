"""What the ground itself registers: posts, departments and organisations hold an area and go along with it, and what
whoever serves there is told when it is moved or re-divided.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids import inbox
from grids.areas.along import Columns, Members
from grids.models import Area, Department, Organisation, Post
from grids.registry import Addressed, Holds, MovesAlong, register


def _posts(area: Area):
    inside = Area.objects.within(area)
    return Post.objects.not_over(timezone.localdate()).filter(post_areas__area__in=inside).distinct()


def _organisations(area: Area):
    return Organisation.objects.filter(closed_on=None, area__in=Area.objects.within(area))


def _departments(area: Area):
    return Department.objects.filter(is_active=True, areas__in=Area.objects.within(area)).distinct()


# Posts that ended stay in the history of the old area.
posts = Members("grids_postarea", "post_id", "grids_post", "ended_on IS NULL")
departments = Members("grids_department_areas", "department_id", "grids_department")
organisations = Columns("grids_organisation", "area_id")
register(
    Addressed("posts", _("{count} posts"), lambda department: department.posts.not_over(timezone.localdate())),
    Holds("posts", _("{count} posts"), _posts),
    Holds("departments", _("{count} departments"), _departments),
    Holds("organisations", _("{count} organisations"), _organisations),
    MovesAlong("posts", pgettext_lazy("goes along", "posts"), posts.move, posts.remember, posts.put_back),
    MovesAlong(
        "departments",
        pgettext_lazy("goes along", "departments"),
        departments.move,
        departments.remember,
        departments.put_back,
    ),
    MovesAlong(
        "organisations",
        pgettext_lazy("goes along", "organisations"),
        organisations.move,
        organisations.remember,
        organisations.put_back,
    ),
)
inbox.register(
    area_moved=_("{area} lies in {to} now: {why}"),
    area_redivided=_("{place} is re-divided, and your area with it: please look. {why}"),
    area_put_back=_("The re-division of {place} is undone, and your area is as it was: {why}"),
)
