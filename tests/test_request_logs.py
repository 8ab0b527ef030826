"""What was searched for stands in addresses; the logs of requests hold the paths alone."""

import re

from django.urls import reverse

from config import gunicorn
from config.servers import ROOT
from tests.matrix import PUBLIC
from tests.test_scope import named_urls

NGINX = re.sub(r"#.*", "", (ROOT / "deploy" / "nginx.conf").read_text())
# With the question, or with the page before, whose address has its question too.
TELLING = {"request", "request_uri", "args", "query_string", "http_referer", "is_args"}
SERVERS = NGINX.split("server {")[1:]


def test_the_format_of_nginx_names_nothing_that_holds_a_query():
    [written] = re.findall(r"log_format linli (.*?);", NGINX, re.DOTALL)
    named = set(re.findall(r"\$(\w+)", written))
    assert "uri" in named
    assert not named & TELLING
    assert not [name for name in named if name.startswith(("arg_", "cookie_"))]


def test_every_server_of_nginx_writes_in_this_format_or_not_at_all():
    assert len(SERVERS) == 2
    for server in SERVERS:
        logs = re.findall(r"access_log (\S+)(?: (\S+))?;", server)
        assert [how for how in logs if how[0] != "off"] == [("/var/log/nginx/linli.log", "linli")]


def test_the_lines_of_nginx_on_errors_which_quote_requests_are_not_kept():
    for server in SERVERS:
        assert re.search(r"error_log \S+ crit;", server)


def test_addresses_that_open_without_an_account_stand_in_no_log():
    """Their last part is a secret link, or a code that is printed on somebody's paper."""
    quiet = re.findall(r"location ~ (\S+) \{[^}]*access_log off;", NGINX)
    secret = [
        reverse(name, kwargs={part: 1 if part == "pk" else "x" for part in parts})
        for name, parts in named_urls()
        if name in PUBLIC and parts
    ]
    assert secret
    assert not [address for address in secret if not any(re.match(each, address) for each in quiet)]


def test_a_log_of_gunicorn_would_hold_the_path_alone():
    assert not hasattr(gunicorn, "accesslog")
    assert set(re.findall(r"%\((\w+)\)s", gunicorn.access_log_format)) <= set("htmUHsBM")  # q, r, f hold the query
