"""Who may what with teams and volunteers."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import Kind
from grids.models import Post, User
from grids.permissions import MANAGE_RULES, REVEAL, in_hat, need as need, need_in_hat as need_in_hat
from volunteers.models import Volunteer

READ, KEEP, RUN, CERTIFY = "read_volunteers", "keep_volunteers", "keep_teams", "certify_volunteering"
DISPATCH = "dispatch_orders"
HOME = "/volunteers/"
KEEP_LISTS = (Kind.STREET, Kind.COMMUNITY)  # what keeps patterns, topics, skills and star levels of its own


def need_serving(volunteer: Volunteer) -> None:
    """Raises ValidationError for who left; their row is locked, so that they do not leave meanwhile. Of who died today
    and leaves tonight it says the same: that they died is told where their file is kept."""
    rows = Volunteer.objects.serving().select_for_update(of=("self",), no_key=True)
    if rows.filter(pk=volunteer.pk).first() is None:
        raise ValidationError({"volunteer": _("This person left the volunteers.")})


def colleagues(user):
    """Who serves today in areas where one takes volunteers in."""
    posts = Post.objects.current(timezone.localdate()).filter(user.scope.area_q(KEEP, "areas__"))
    return User.objects.filter(pk__in=posts.values("user"), is_active=True)


def may_keep_list(user, area) -> bool:
    """What holds everywhere is for the keepers of the rules, a place's own for whoever runs its teams."""
    if area is None:
        return in_hat(user, MANAGE_RULES)
    return area.kind in KEEP_LISTS and user.scope.may(RUN, area)


def may_certify(user, activity) -> bool:
    """Somebody with the right post who neither wrote the outcome up nor took part."""
    if user.pk == activity.held_by_id or not user.scope.may(CERTIFY, activity):
        return False
    return not activity.places.came().filter(volunteer__user=user).exists()


def may_send_back(user, activity) -> bool:
    """Whoever could certify what was written up, or could have written it."""
    return user.scope.may(CERTIFY, activity) or user.scope.may(RUN, activity)


def serves(user, offer) -> bool:
    """Who answers an offer: its volunteer, or whoever dispatches there and was told by phone. None: by the link."""
    return user is None or offer.volunteer.user_id == user.pk or user.scope.may(DISPATCH, offer.order)


def is_own_service(user, order) -> bool:
    """True for whoever took the order themselves: they neither rate it nor make the link by which it is rated."""
    return order.taker_id is not None and order.taker.user_id == user.pk


def may_give_link(user, order) -> bool:
    """Who may make the link of whom the order is for. It rates in their name."""
    return user.scope.reaches(READ, order) and user.scope.may(KEEP, order) and not is_own_service(user, order)


def may_give_offer_link(user, order) -> bool:
    """Who may make a volunteer's link. Whoever opens it and takes the order sees for whom it is: it takes a reveal."""
    return user.scope.may(DISPATCH, order) and user.scope.may(REVEAL, order)


def speaks_for(user, volunteer, activity) -> bool:
    """Who asks for a swap or answers one: the volunteer, or whoever runs the watch and was told. None: by the link."""
    return user is None or volunteer.user_id == user.pk or user.scope.may(RUN, activity)
