"""What was typed is not lost, and is nobody's but its author's: drafts, and forms sent after the session ended."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.signing import dumps
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from grids.actions import drafts
from grids.models import Draft, User
from grids.pages import lost
from tests import factories as make
from tests.concurrently import in_another_connection, wait_until, waits_for_a_lock

pytestmark = pytest.mark.django_db
PAGE = "/posts/appoint/"
SECRET_WORDS = "三号楼漏水，住户电话打不通"


@pytest.fixture
def author():
    return make.user()


def mark_of(person, page=PAGE) -> str:
    request = RequestFactory().get(page)
    request.user = person
    return lost.author_of(request)


def send(client, person, **more):
    return client.post(PAGE, {"why": SECRET_WORDS, "areas": ["1", "2"], lost.FIELD: mark_of(person)} | more)


def sign_in(client, person):
    return client.post("/accounts/login/", {"username": person.username, "password": make.PASSWORD})


def started_with(person, page=PAGE) -> dict:
    request = RequestFactory().get(page)
    request.user = person
    return drafts.initial(request)


def test_a_draft_comes_back_as_it_was_typed(author):
    drafts.save(author, PAGE, {"why": [SECRET_WORDS], "areas": ["1", "2"]})
    assert started_with(author) == {"why": SECRET_WORDS, "areas": ["1", "2"]}
    assert started_with(author, "/elsewhere/") == {}
    assert started_with(make.user()) == {}


def test_a_draft_is_not_readable_in_its_row(author):
    drafts.save(author, PAGE, {"why": [SECRET_WORDS]})
    row = Draft.objects.values().get()
    assert SECRET_WORDS.encode() not in bytes(row["body"].data)


def test_saving_again_replaces_and_nothing_typed_leaves_nothing(author):
    drafts.save(author, PAGE, {"why": ["first"]})
    drafts.save(author, PAGE, {"why": ["second"]})
    assert started_with(author) == {"why": "second"}
    drafts.save(author, PAGE, {"why": [" "]})
    assert not Draft.objects.exists()


def test_a_text_too_long_is_refused_in_words(author):
    with pytest.raises(ValidationError):
        drafts.save(author, PAGE, {"why": ["字" * 20_001]})


def test_the_script_saves_a_draft_and_hears_when(client, author):
    client.force_login(author)
    answer = client.post("/accounts/draft/", {"why": SECRET_WORDS, "password": "secret", lost.FIELD: mark_of(author)})
    assert f"{timezone.localtime():%H}:" in answer.content.decode()
    assert started_with(author) == {"why": SECRET_WORDS}


def test_nobody_writes_into_another_persons_drafts(client, author):
    client.force_login(make.user())
    for mark in (mark_of(author), "forged", dumps([author.pk, PAGE], salt="another")):
        assert client.post("/accounts/draft/", {"why": "x", lost.FIELD: mark}).status_code == 404
    assert not Draft.objects.exists()


def test_beginning_anew_drops_the_draft(client, author):
    client.force_login(author)
    drafts.save(author, PAGE, {"why": ["x"]})
    assert client.post("/accounts/draft/drop/", {"next": PAGE})["Location"] == PAGE
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_draft_being_kept_while_its_form_is_carried_out_goes_too(author):
    mark = mark_of(author)
    sent = RequestFactory().post(PAGE, {lost.FIELD: mark})
    sent.user = author
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=author.pk)
            kept = pool.submit(in_another_connection, drafts.keep_typed, author, PAGE, {"why": ["x"]}, mark)
            wait_until(waits_for_a_lock)
            drafts.went_in(sent)
        assert kept.result() is None
    assert not Draft.objects.exists()


def test_a_form_sent_after_the_session_ended_waits_for_its_author(client, author):
    assert send(client, author)["Location"] == f"/accounts/login/?next={PAGE}"
    assert sign_in(client, author)["Location"] == PAGE
    assert started_with(author) == {"why": SECRET_WORDS, "areas": ["1", "2"]}


def test_another_person_who_signs_in_there_never_sees_it(client, author):
    other = make.user()
    send(client, author)
    assert sign_in(client, other)["Location"] != PAGE
    assert started_with(other) == {}
    client.post("/accounts/logout/")
    sign_in(client, author)
    assert started_with(author) == {}


def test_in_another_browser_nothing_waits(client, author):
    send(client, author)
    sign_in(Client(), author)
    assert started_with(author) == {}


def test_what_waits_is_not_readable_in_the_cache(client, author):
    send(client, author)
    token = client.cookies[lost.COOKIE].value
    _author, sealed, _fits = cache.get(f"lost:{token}")
    assert SECRET_WORDS.encode() not in sealed


def test_a_forged_author_keeps_nothing(client, author):
    answer = client.post(PAGE, {"why": SECRET_WORDS, lost.FIELD: "forged"})
    assert answer.status_code == 302
    assert lost.COOKIE not in answer.cookies


def test_passwords_and_tokens_are_never_kept(client, author):
    send(client, author, new_password="hidden", csrfmiddlewaretoken="t", version="3")
    sign_in(client, author)
    assert set(started_with(author)) == {"why", "areas"}


def test_the_text_survives_a_wrong_password(client, author):
    send(client, author)
    client.post("/accounts/login/", {"username": author.username, "password": "wrong"})
    sign_in(client, author)
    assert started_with(author)["why"] == SECRET_WORDS


def test_a_long_chinese_text_waits_too(client, author):
    send(client, author, why="字" * 15_000)
    sign_in(client, author)
    assert started_with(author)["why"] == "字" * 15_000


@pytest.fixture
def anew(author):
    """A browser in which the author signed in anew: a form from before has the token of another session."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author)
    strict.get("/accounts/settings/")
    return strict


def sent_before(client, whose):
    return client.post(PAGE, {"why": SECRET_WORDS, lost.FIELD: mark_of(whose), "csrfmiddlewaretoken": "a" * 32})


def test_a_form_from_before_a_new_sign_in_comes_back_filled(anew, author):
    assert sent_before(anew, author)["Location"] == PAGE
    assert started_with(make.fresh(author)) == {"why": SECRET_WORDS}


def test_a_form_of_whoever_was_signed_in_there_before_does_not(anew, author):
    before = make.user()
    answer = sent_before(anew, before)
    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_a_draft_nobody_came_back_to_is_erased(author):
    drafts.save(author, PAGE, {"why": [SECRET_WORDS]})
    drafts.save(author, "/areas/", {"why": ["new"]})
    Draft.objects.filter(page=PAGE).update(saved_at=timezone.now() - drafts.KEPT)
    drafts.forget_old()
    assert list(Draft.objects.values_list("page", flat=True)) == ["/areas/"]
