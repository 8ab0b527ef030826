"""One's messages: the unread first, read by opening, nobody else's."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from grids import inbox
from grids.days.when import SHANGHAI
from grids.models import Notice
from tests.small_ground import ground, person

pytestmark = pytest.mark.django_db

inbox.register(**{"test.line": "line {n}", "test.day": "by {day}", "test.moment": "at {at}"})


@pytest.fixture
def reader(client):
    user = person("reader", ground().street)
    client.force_login(user)
    return user


def notices(user, numbers, **more) -> list[Notice]:
    return Notice.objects.bulk_create(
        Notice(user=user, kind="test.line", params={"n": f"{n:02}"}, **more) for n in numbers
    )


def shown(answer) -> list[str]:
    context = answer.context
    return [line["text"].removeprefix("line ") for line in (*context["unread"], *context["read"])]


def listed(client, query=""):
    answer = client.get(reverse("inbox:list") + query)
    assert answer.status_code == 200
    return answer


def test_the_unread_come_first_and_the_newest_of_them_on_top(client, reader):
    notices(reader, [1, 2])
    notices(reader, [3, 4], read_at=timezone.now())
    notices(reader, [5])
    assert shown(listed(client)) == ["05", "02", "01", "04", "03"]


def test_nobody_sees_or_opens_what_another_was_told(client, reader):
    (theirs,) = notices(person("other"), [7])
    assert shown(listed(client)) == []
    assert client.post(reverse("inbox:open", args=[theirs.pk])).status_code == 404
    client.post(reverse("inbox:read_all"), {"until": theirs.pk})
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_pages_lead_on_and_back_through_unread_and_read(client, reader):
    notices(reader, range(40))
    notices(reader, range(40, 80), read_at=timezone.now())
    first = listed(client)
    second = listed(client, first.context["next_url"])
    third = listed(client, second.context["next_url"])
    everything = [f"{n:02}" for n in (*range(39, -1, -1), *range(79, 39, -1))]
    assert shown(first) + shown(second) + shown(third) == everything
    assert (first.context["previous_url"], third.context["next_url"]) == ("", "")
    back = listed(client, third.context["previous_url"])
    assert shown(back) == shown(second)
    home = listed(client, back.context["previous_url"])
    assert shown(home) == shown(first)
    assert home.context["previous_url"] == ""


@pytest.mark.parametrize("key", ["x1", "u", "u1.5", "u" + "9" * 30, "r-1"])
def test_a_nonsensical_page_is_not_found(client, reader, key):
    assert client.get(reverse("inbox:list"), {"after": key}).status_code == 404


def test_opening_marks_read_and_leads_to_the_matter(client, reader):
    (notice,) = notices(reader, [1], url="/inbox/?after=u1")
    answer = client.post(reverse("inbox:open", args=[notice.pk]))
    assert answer.headers["Location"] == "/inbox/?after=u1"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_looking_at_the_list_or_following_a_link_reads_nothing(client, reader):
    (notice,) = notices(reader, [1])
    listed(client)
    assert client.get(reverse("inbox:open", args=[notice.pk])).status_code == 405
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_never_leads_out_of_the_house(client, reader):
    (notice,) = notices(reader, [1], url="https://elsewhere.example/")
    assert client.post(reverse("inbox:open", args=[notice.pk])).headers["Location"] == reverse("inbox:list")


def test_marking_all_read_spares_what_came_since(client, reader):
    seen = notices(reader, [1, 2])
    notices(reader, [3])
    client.post(reverse("inbox:read_all"), {"until": seen[-1].pk})
    assert Notice.objects.filter(read_at=None).count() == 1


def test_the_list_costs_the_same_for_one_message_and_for_many(client, reader):
    counts = []
    for many in (1, 25):
        notices(reader, range(many))
        with CaptureQueriesContext(connection) as queries:
            listed(client)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize(
    ("kind", "param", "zh", "en"),
    [
        ("test.day", {"day": date(2099, 1, 10)}, "by 2099年1月10日", "by 10 Jan 2099"),
        (
            "test.moment",
            {"at": datetime(2099, 1, 10, 19, 30, tzinfo=SHANGHAI)},
            "at 2099年1月10日 周六 19:30",
            "at Sat 10 Jan 2099 19:30",
        ),
    ],
)
def test_days_and_moments_are_said_in_the_readers_words(kind, param, zh, en):
    inbox.tell([person("reader", ground().street).pk], kind, param)
    notice = Notice.objects.get(kind=kind)
    for language, words in (("zh-hans", zh), ("en", en)):
        with translation.override(language):
            assert inbox.text_of(notice) == words
