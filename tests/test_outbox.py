"""E-mail: tried again and again, given up in the end, and never telling what it is about."""

import smtplib
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from grids import alarms, inbox
from grids.actions import outbox
from grids.models import Outbox
from tests.small_ground import person

pytestmark = pytest.mark.django_db(transaction=True)

inbox.register(**{"test.secret": "{number} 李四 is overdue"})


@pytest.fixture
def reader():
    return person("reader", email="reader@example.org")


def tell(*users):
    inbox.tell([user.pk for user in users], "test.secret", {"number": "350304-261121-0042"}, "/cases/x/")


def only() -> Outbox:
    return Outbox.objects.get()


def test_a_message_leaves_once(reader):
    tell(reader)
    alarms.sweep()
    alarms.sweep()
    assert [letter.to for letter in mail.outbox] == [["reader@example.org"]]
    row = only()
    assert row.sent_at is not None
    assert row.alarm_at is None


def test_whoever_has_no_address_gets_a_notice_and_no_mail():
    tell(person("silent"))
    assert not Outbox.objects.exists()


def test_a_letter_says_where_to_read_and_not_what(reader):
    tell(reader)
    alarms.sweep()
    (letter,) = mail.outbox
    whole = letter.message().as_string() + letter.subject + letter.body
    assert "http://testserver/inbox/" in letter.body
    for hidden in ("0042", "李四", "overdue", "reader,"):
        assert hidden not in whole


@pytest.mark.parametrize(("language", "word"), [("en", "message for you"), ("zh-hans", "新消息"), ("", "新消息")])
def test_a_letter_is_in_its_readers_language(language, word):
    tell(person("someone", email="a@example.org", language=language))
    alarms.sweep()
    assert word in mail.outbox[0].subject


def test_a_server_that_is_away_is_tried_again_later_each_time_and_given_up_after_eight(reader, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    tell(reader)
    now, waits = timezone.now() + timedelta(seconds=1), []
    for _ in range(7):
        alarms.sweep(now)
        waits.append((only().alarm_at - now) // timedelta(minutes=1))
        now = only().alarm_at
    assert waits == [2, 4, 8, 16, 32, 64, 128]
    alarms.sweep(now)
    row = only()
    assert (row.tries, row.alarm_at, row.sent_at) == (8, None, None)
    assert row.error.startswith("ConnectionRefusedError")


def test_one_refused_address_does_not_keep_the_others_back(settings):
    good, bad = person("good", email="good@example.org"), person("bad", email="bad@example.org")
    with smtp_server(refuse="bad@") as (port, got):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        tell(bad, good)
        alarms.sweep()
    assert got == ["good@example.org"]
    sent, failed = Outbox.objects.get(notice__user=good), Outbox.objects.get(notice__user=bad)
    assert sent.sent_at is not None
    assert failed.alarm_at is not None
    assert "bad@" not in failed.error


def test_a_slow_server_is_left_in_time_and_nobody_is_written_to_twice(settings, monkeypatch):
    monkeypatch.setattr(outbox, "PATIENCE", 0.5)
    with smtp_server(refuse="nobody", wait=0.1) as (port, got):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        tell(*(person(f"reader{at}", email=f"reader{at}@example.org") for at in range(9)))
        began = timezone.now()
        alarms.sweep(began)
    assert 0 < len(got) < 9
    assert Outbox.objects.filter(sent_at=None, tries=0, alarm_at=began + timedelta(minutes=1)).count() == 9 - len(got)
    assert Outbox.objects.filter(alarm_at=None).count() == len(set(got)) == len(got)


def test_an_address_that_cannot_be_written_down_does_not_send_the_others_twice(settings):
    good, bad = person("good", email="good@example.org"), person("bad", email=f"bad@{'邻' * 60}.com")
    with smtp_server(refuse="nobody") as (port, got):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        tell(good, bad)
        alarms.sweep()
    assert got == ["good@example.org"]
    assert Outbox.objects.get(notice__user=bad).error == "UnicodeError"


def test_what_is_due_in_the_house_is_done_before_mail_is_sent():
    assert list(alarms._alarms)[-1] == "outbox"


def test_without_a_mail_server_nothing_pretends_to_have_left(reader, settings):
    settings.EMAIL_BACKEND = outbox.NO_MAIL
    tell(reader)
    alarms.sweep()
    row = only()
    assert (row.sent_at, row.alarm_at, row.error) == (None, None, "EMAIL_URL is not set")


def test_an_account_closed_meanwhile_gets_nothing(reader):
    tell(reader)
    reader.is_active = False
    reader.save()
    alarms.sweep()
    assert mail.outbox == []
    assert only().alarm_at is None


class smtp_server:
    """A mail server of a few words, each after a wait, in a thread; it refuses recipients that begin with `refuse`."""

    def __init__(self, refuse: str, wait: float = 0):
        self.refuse, self.wait, self.got = refuse, wait, []

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.serve, daemon=True).start()
        return self.socket.getsockname()[1], self.got

    def __exit__(self, *_):
        self.socket.close()

    def serve(self):
        peer, _address = self.socket.accept()
        with peer, peer.makefile("rwb") as lines:

            def say(words):
                time.sleep(self.wait)
                lines.write(words.encode() + b"\r\n")
                lines.flush()

            say("220 here")
            for line in lines:
                word = line.decode().strip()
                if word.upper().startswith("RCPT"):
                    address = word.split("<")[1].split(">")[0]
                    refused = address.startswith(self.refuse)
                    say(f"550 no {address}" if refused else "250 ok")
                    self.got += [] if refused else [address]
                elif word.upper() == "DATA":
                    say("354 go on")
                    for text in lines:
                        if text == b".\r\n":
                            break
                    say("250 ok")
                elif word.upper() == "QUIT":
                    say("221 bye")
                    return
                else:
                    say("250 ok")


def test_the_error_kept_is_short_and_names_nobody():
    error = smtplib.SMTPDataError(554, b"no such user reader@example.org")
    assert outbox._said(error) == "SMTPDataError 554"
