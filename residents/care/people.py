"""Who may be named for a person: whoever serves in the line of areas above where they live."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from grids.models import Area, Post, PostArea, User
from residents.models import CareCase


def serving(place) -> list[tuple[User, str]]:
    """(person, "name, role"), each once, the nearest area first. place: an Area or a placed row."""
    line = [place.pk] if isinstance(place, Area) else [place.area_id]
    line += [getattr(place, f"{kind}_id") for kind in ("grid", "community", "street")]
    posts = (
        Post.objects.current(timezone.localdate())
        .filter(areas__in=[pk for pk in line if pk], user__is_active=True)
        .select_related("user", "role", "department")
        .order_by("-areas__level", "user__name", "pk")
    )
    found: dict[int, tuple[User, str]] = {}
    for post in posts:
        role = f"{post.department.label} {post.role.label}" if post.department else post.role.label
        found.setdefault(post.user_id, (post.user, f"{post.user.name} · {role}"))
    return list(found.values())


def hold(user: User | None) -> None:
    """Their posts do not end meanwhile. Before the record, as ending a post takes the post first and then what waits
    on it."""
    current = Post.objects.current(timezone.localdate()).filter(user=user)
    list(current.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def may_be_named(user: User | None, place) -> bool:
    """They still serve there: the choice was made on a page that may be old."""
    return user is not None and any(one.pk == user.pk for one, _said in serving(place))


def takers(post, posts):
    """Of these posts those whose holders may be named for every record that waits on `post`."""
    lines = CareCase.objects.waiting_on(post).values_list("area_id", "grid_id", "community_id", "street_id").distinct()
    for line in lines:
        posts = posts.filter(Exists(PostArea.objects.filter(post=OuterRef("pk"), area__in=[pk for pk in line if pk])))
    return posts
