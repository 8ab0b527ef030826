"""Telling people. A notice is written in the transaction of the act it tells of; e-mail leaves through the outbox.

Apps name the kinds of notices they write in AppConfig.ready(); the text is put together in the reader's language.
"""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.functional import Promise

from grids.models import Notice, Outbox, User

_texts: dict[str, str | Promise] = {}


def register(**texts: str | Promise) -> None:
    """kind="{number} is overdue": `params` of the notice fill the braces. Never personal data."""
    _texts.update(texts)


def text_of(notice: Notice) -> str:
    return str(_texts[notice.kind]).format(**notice.params)


def tell(user_ids: Iterable[int], kind: str, params: dict, url: str = "", once: str = "") -> None:
    """Write a notice to each, and an outgoing e-mail for whoever has an address.

    once: a name of the event; somebody who was told of it before is not told again.
    Raises KeyError for a kind nobody registered.
    """
    _texts[kind]
    tell_many([(user_id, kind, params, url, once) for user_id in dict.fromkeys(user_ids)])


def tell_many(lines: list[tuple[int, str, dict, str, str]]) -> None:
    """The same for many notices at once: (user id, kind, params, url, once). Three queries, four with e-mail."""
    names = {once for *_rest, once in lines if once}
    told = set(Notice.objects.filter(once__in=names).values_list("user_id", "once")) if names else set()
    notices = []
    for user, kind, params, url, once in lines:
        if once and (user, once) in told:
            continue
        told.add((user, once))
        notices.append(Notice(user_id=user, kind=kind, params=params, url=url, once=once))
    if not notices:
        return
    Notice.objects.bulk_create(notices)
    by_mail = User.objects.filter(pk__in={notice.user_id for notice in notices}, is_active=True).exclude(email="")
    reached, now = set(by_mail.values_list("pk", flat=True)), timezone.now()
    Outbox.objects.bulk_create(Outbox(notice=notice, alarm_at=now) for notice in notices if notice.user_id in reached)


def keep_back(url: str, name: str) -> None:
    """Notices of the record at this address, and their e-mails, stop saying what stood in them under this name."""
    told = Notice.objects.filter(url=url, params__has_key=name).exclude(**{f"params__{name}": ""})
    notices = list(told.select_for_update(no_key=True).only("params"))
    for notice in notices:
        notice.params[name] = ""
    Notice.objects.bulk_update(notices, ["params"])
