"""Who asks, as the lock-out, the history of sign-ins and the rate limits count: the visitor, not the proxy."""

import pytest
from axes.helpers import get_client_ip_address
from django.core.exceptions import ImproperlyConfigured

from config import env

PROXY, VISITOR, FORGED = "127.0.0.1", "203.0.113.9", "198.51.100.1"


def asked(rf, forwarded: str = "") -> str:
    return get_client_ip_address(rf.get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=forwarded))


def test_behind_one_proxy_the_visitor_is_counted(rf, settings):
    settings.PROXY_COUNT = 1
    assert asked(rf, VISITOR) == VISITOR


def test_an_address_the_visitor_made_up_counts_for_nothing(rf, settings):
    settings.PROXY_COUNT = 1
    assert asked(rf, f"{FORGED}, {VISITOR}") == VISITOR


def test_without_a_proxy_nobody_is_believed(rf, settings):
    settings.PROXY_COUNT = 0
    assert asked(rf, FORGED) == PROXY


def test_a_number_of_proxies_that_is_none_stops_the_start(monkeypatch):
    monkeypatch.setenv("PROXY_COUNT", "one")
    with pytest.raises(ImproperlyConfigured, match="PROXY_COUNT"):
        env.number("PROXY_COUNT", 0)
