"""Telling people. A notice is written in the transaction of the act it tells of; e-mail leaves through the outbox.

Apps name the kinds of notices they write in AppConfig.ready(); the text is put together in the reader's language.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise

from grids.days import when
from grids.models import Notice
from grids.words import languages

_texts: dict[str, str | Promise] = {}


def register(**texts: str | Promise) -> None:
    """kind="{number} is overdue": `params` of the notice fill the braces. Never personal data."""
    _texts.update(texts)


def text_of(notice: Notice) -> str:
    """In the reader's language; so are its days and moments, and names in both: {"zh": …, "en": …}."""
    return str(_texts[notice.kind]).format(**{name: _said(value) for name, value in notice.params.items()})


def _said(value):
    if not isinstance(value, dict):
        return value
    now = timezone.now()
    if "day" in value:
        return when.day_of(date.fromisoformat(value["day"]), timezone.localdate(now))
    if "moment" in value:
        return when.deadline(datetime.fromisoformat(value["moment"]), now)
    return languages.chosen(value["zh"], value["en"])


def _kept(value: date) -> dict:
    """A day or moment, until somebody reads it: with its year where that is another by then."""
    return {"moment" if isinstance(value, datetime) else "day": value.isoformat()}


def tell(user_ids: Iterable[int], kind: str, params: dict, url: str = "", once: str = "") -> None:
    """Write a notice to each, and an outgoing e-mail for whoever has an address.

    once: a name of the event; somebody who was told of it before is not told again.
    Raises KeyError for a kind nobody registered.
    """
    tell_many([(user_id, kind, params, url, once) for user_id in dict.fromkeys(user_ids)])


# One statement, however many: what somebody was told of before stays once, and whoever has an address gets an e-mail.
TELL = """
WITH told AS (
    INSERT INTO grids_notice (user_id, kind, params, url, once, created_at)
    SELECT user_id, kind, params, url, once, %(now)s
    FROM jsonb_to_recordset(%(lines)s::jsonb) AS line (user_id bigint, kind text, params jsonb, url text, once text)
    ON CONFLICT (user_id, once) WHERE once <> '' DO NOTHING
    RETURNING id, user_id
)
INSERT INTO grids_outbox (notice_id, alarm_at, tries, error)
SELECT told.id, %(now)s, 0, '' FROM told
JOIN grids_user u ON u.id = told.user_id AND u.is_active AND u.email <> ''
"""


def tell_many(lines: list[tuple[int, str, dict, str, str]]) -> None:
    """The same for many notices at once: (user id, kind, params, url, once)."""
    for kind in {line[1] for line in lines}:
        _texts[kind]
    if lines:
        said = [dict(zip(("user_id", "kind", "params", "url", "once"), line, strict=True)) for line in lines]
        kept = json.dumps(said, ensure_ascii=False, default=_kept)
        with connection.cursor() as cursor:
            cursor.execute(TELL, {"lines": kept, "now": timezone.now()})


def keep_back(url: str, name: str) -> None:
    """Notices of the record at this address, and their e-mails, stop saying what stood in them under this name."""
    told = Notice.objects.filter(url=url, params__has_key=name).exclude(**{f"params__{name}": ""})
    notices = list(told.select_for_update(no_key=True).only("params"))
    for notice in notices:
        notice.params[name] = ""
    Notice.objects.bulk_update(notices, ["params"])
