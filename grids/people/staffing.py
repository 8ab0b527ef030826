"""Which areas have nobody at their head, and who heads how many."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from grids import registry
from grids.models import Area, Post, PostArea

# A level and the role whose absence makes a vacancy there.
HEADS = {"unit": "unit_head", "grid": "grid_leader"}
# Levels that have an office instead of a head: its staff answer for what nobody below answers for.
OFFICES = ("community", "street")


def vacant(areas, kind: str, today):
    """Of these areas the unretired ones of a level without a head today."""
    held = PostArea.objects.filter(
        Q(post__ended_on=None) | Q(post__ended_on__gt=today),
        post__started_on__lte=today,
        post__role__code=HEADS[kind],
        post__user__is_active=True,
        area=OuterRef("pk"),
    )
    return areas.filter(kind=kind, valid_to=None).filter(~Exists(held))


def vacancies(areas, kind: str, today) -> list[dict]:
    """By community, those with most gaps first: {community, vacant, total}; communities without gaps are left out.

    A few queries, however many communities.
    """
    total = dict(
        areas.filter(kind=kind, valid_to=None).order_by().values_list("community_id").annotate(count=Count("pk"))
    )
    gaps = vacant(areas, kind, today).order_by().values_list("community_id").annotate(count=Count("pk"))
    gaps = {community: count for community, count in gaps if community}
    communities = Area.objects.in_bulk(gaps)
    rows = [
        {"community": communities[pk], "vacant": count, "filled": total[pk] - count, "total": total[pk]}
        for pk, count in gaps.items()
    ]
    return sorted(rows, key=lambda row: (-row["vacant"], row["community"].code))


def loads(posts, today):
    """Posts that head areas today, with `load`, the number of unretired areas each holds, heaviest first.

    Whoever is locked heads none, as on the list of vacancies.
    """
    return (
        posts.filter(pk__in=Post.objects.current(today).filter(role__is_head=True, user__is_active=True))
        .annotate(load=Count("post_areas", filter=Q(post_areas__area__valid_to=None), distinct=True))
        .select_related("user", "role", "department")
        .order_by("-load", "user__pinyin", "pk")
    )


def held(posts) -> int:
    """How many unretired areas have a head among these posts; an area with two heads counts once."""
    links = PostArea.objects.filter(post__in=posts.order_by().values("pk"), area__valid_to=None)
    return links.values("area").distinct().count()


def able(posts, post):
    """Of these posts those that may take over everything that waits on `post`."""
    for entry in registry.open_work.values():
        if entry.rows(post).exists():
            posts = entry.takers(post, posts)
    return posts


def successors(posts, post, today):
    """Whose posts could take this one's work: today, in its communities or above them.

    Another post of the same person first, who then keeps it; then the same department, then the same area and role.
    """
    at = list(post.areas.values_list("community_id", "street_id", "district_id", "pk"))
    communities = {line[0] for line in at if line[0]}
    above = {pk for line in at for pk in line if pk}
    near = Q(areas__community_id__in=communities) | Q(areas__in=above)
    pks = posts.current(today).filter(near).exclude(pk=post.pk).values("pk")
    return (
        able(Post.objects.filter(pk__in=pks, user__is_active=True), post)
        .annotate(
            own=Case(When(user=post.user_id, then=0), default=1),
            here=Exists(PostArea.objects.filter(post=OuterRef("pk"), area__in=[line[3] for line in at])),
            ours=Case(When(department=post.department_id, then=0), default=1) if post.department_id else Value(0),
            same=Case(When(role=post.role_id, then=0), default=1),
        )
        .order_by("own", "ours", "-here", "same", "role__order", "user__pinyin", "pk")
        .select_related("user", "role", "department")
        .prefetch_related("areas")
    )
