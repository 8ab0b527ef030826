"""A micro-deliberation is opened, spoken to, reviewed, and settled with a result."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.models import Area
from grids.words import reasons
from parties import holders, rules
from parties.actions import weights
from parties.enums.ballots import CommentState, TalkState
from parties.models import PartyOrganization, Talk, TalkComment

MOST_WAITING = 200  # comments of one topic that nobody has reviewed yet


@transaction.atomic
def open_(
    area: Area, *, by, organization: PartyOrganization | None = None, now: datetime | None = None, **facts
) -> Talk:
    """A topic for the people of an area. facts: topic, text, weight, closes_at.

    It takes words at least as long as its weight wants. Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    rules.need(by, rules.KEEP, area)
    rule = weights.in_force(facts["weight"], timezone.localdate(now))
    made = Talk(area=area, organization=organization, rule=rule, opened_at=now, opened_by=by, **facts)
    if made.closes_at < now + rule.notice:
        words = _("Matters of this weight take words for %(hours)d hours at least.") % {"hours": rule.notice_hours}
        raise ValidationError({"closes_at": words})
    history.save(made, by, grant=rules.KEEP, where=area)
    return Talk.objects.get(pk=made.pk)


@transaction.atomic
def say(talk_id: int, text: str, *, by, now: datetime | None = None) -> TalkComment:
    """by None: a resident, by the public page; shown after a review. Staff's own words are shown at once.

    Keepers are told when words begin to wait. Raises PermissionDenied, ValidationError once it takes no more words.
    """
    now = now or timezone.now()
    talk = Talk.objects.select_for_update(no_key=True).get(pk=talk_id)
    if by is not None:
        rules.need(by, rules.KEEP, talk)
    if not talk.takes_words(now):
        raise ValidationError(_("This topic takes no more words."))
    waiting = talk.comments.filter(state=CommentState.WAITING).count()
    if by is None and waiting >= MOST_WAITING:
        raise ValidationError(_("So much has been written that it has to be read first. Please come back tomorrow."))
    state = CommentState.WAITING if by is None else CommentState.SHOWN
    made = TalkComment(talk=talk, text=text.strip(), at=now, by=by, state=state)
    history.save(made, by, grant=rules.KEEP, where=talk if by else None)
    if by is None and not waiting:
        inbox.tell(holders.of([talk])[talk.pk], "talk_words", {"name": talk.topic}, talk.get_absolute_url())
    return made


@transaction.atomic
def review(comment_id: int, *, by, why: str = "", shown: bool, now: datetime | None = None) -> TalkComment:
    """Shown, or not with the reason; it can be turned round. Raises PermissionDenied, ValidationError."""
    made = TalkComment.objects.select_for_update(of=("self",), no_key=True).select_related("talk").get(pk=comment_id)
    rules.need(by, rules.KEEP, made.talk)
    made.why = "" if shown else reasons.need(why)
    made.state = CommentState.SHOWN if shown else CommentState.REFUSED
    made.reviewed_by, made.reviewed_at = by, now or timezone.now()
    return history.save(made, by, grant=rules.KEEP, where=made.talk, why=made.why)


@transaction.atomic
def settle(talk_id: int, *, by, result: str, now: datetime | None = None) -> Talk:
    """What came of it, once its time is over. Raises PermissionDenied, ValidationError."""
    now, made = now or timezone.now(), _begin(talk_id, by)
    if made.takes_words(now):
        raise ValidationError(_("It still takes words. Settle it when its time is over."))
    if made.comments.filter(state=CommentState.WAITING).exists():
        raise ValidationError(_("Some words are still to be reviewed. Review them first."))
    made.result, made.state, made.settled_at = result.strip(), TalkState.SETTLED, now
    return history.save(made, by, grant=rules.KEEP, where=made)


@transaction.atomic
def withdraw(talk_id: int, *, by, why: str) -> Talk:
    made = _begin(talk_id, by)
    made.why, made.state = reasons.need(why), TalkState.WITHDRAWN
    return history.save(made, by, grant=rules.KEEP, where=made, why=made.why)


def follow_up(now: datetime | None = None) -> None:
    """Each night: whoever keeps a topic whose time is over is told, once, that it is to be settled."""
    rows = list(Talk.objects.filter(state=TalkState.OPEN, closes_at__lte=now or timezone.now()))
    keepers = holders.of(rows)
    inbox.tell_many(
        [
            (user, "talk_to_settle", {"name": row.topic}, row.get_absolute_url(), f"talk-{row.pk}")
            for row in rows
            for user in keepers[row.pk]
        ]
    )


def _begin(talk_id: int, by) -> Talk:
    made = Talk.objects.select_for_update(no_key=True).get(pk=talk_id)
    rules.need(by, rules.KEEP, made)
    if made.state != TalkState.OPEN:
        raise ValidationError(_("This deliberation has ended."))
    return made


def on_public_page(ref: str) -> Talk | None:
    """For everybody, unless it was withdrawn."""
    rows = Talk.objects.filter(ref=ref).exclude(state=TalkState.WITHDRAWN)
    return rows.select_related("area", "organization").first()


def waiting(talks: list[int]) -> dict[int, int]:
    """How many words of each wait for a review."""
    rows = TalkComment.objects.filter(talk__in=talks, state=CommentState.WAITING).order_by()
    return dict(rows.values_list("talk").annotate(n=Count("pk")))
