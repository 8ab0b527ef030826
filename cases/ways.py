"""What opens a matter to somebody besides the areas of their posts, said for "why can I see this?"."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case, CaseTeam
from cases.rules import line_of
from grids.models import Post, User


def named(user, case: Case) -> list[str]:
    """How the matter itself names this person."""
    found = []
    if case.reporter_user_id == user.pk:
        found.append(_("You registered it"))
    if case.taken_by_id == user.pk:
        found.append(_("You took it"))
    if case.to_post_id in user.scope.post_ids:
        found.append(_("It is assigned to your post"))
    if case.to_department_id in user.scope.department_ids:
        found.append(_("It is assigned to your department"))
    if case.is_confidential and CaseTeam.objects.filter(case=case, user=user).exists():
        found.append(_("You belong to its team"))
    return found


def only(case: Case) -> set[int] | None:
    """A confidential matter is not open to every post of its areas."""
    return set(CaseTeam.objects.filter(case=case).values_list("user", flat=True)) if case.is_confidential else None


def people(case: Case) -> list[tuple[str, str]]:
    """(person, sentence) for everybody the matter names who can open it: nobody locked, and nobody whose post is over
    where it is the post, the department or the team that opens it."""
    named = [(case.reporter_user, _("registered it")), (case.taken_by, _("took it"))]
    found = [(str(person), sentence) for person, sentence in named if person is not None and person.is_active]
    posts = Post.objects.current(timezone.localdate()).filter(user__is_active=True)
    for post in posts.filter(pk=case.to_post_id).select_related("user"):
        found.append((str(post.user), _("it is assigned to their post")))
    if case.to_department_id:
        officers = User.objects.filter(pk__in=posts.filter(department=case.to_department_id).values("user"))
        found += [(str(officer), case.to_department.label) for officer in officers]
    if case.is_confidential:
        reading = posts.filter(role__grants__contains=["read_case"], areas__in=line_of(case))
        team = CaseTeam.objects.filter(case=case, user__in=reading.values("user"))
        found += [(name, _("team")) for name in team.values_list("user__name", flat=True)]
    return found
