"""Database or broker away: a clear page with 503, JSON at /healthz, and all is well again without a restart."""

import shutil
from http.client import HTTPConnection

import pytest
from django.conf import settings

from bench import site
from config.servers import Servers
from tests.servers import migrated

SAID = "平台要用的一项服务暂时没有响应"
# What each takes away. Without the broker a session is read from the database, and only what counts or keeps is away.
AWAY = {"PostgreSQL": ("database", ["/", "/cases/", "/r/nobodys/"]), "Valkey": ("broker", ["/r/nobodys/"])}
WELL = {"/": 302, "/cases/": 302, "/r/nobodys/": 404, "/healthz": 200}


def ask(port: int, path: str) -> tuple[int, str]:
    """As somebody whose session is not known: asked of the broker and the database."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={'x' * 32}"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_pages_say_that_a_service_is_away_and_are_back_with_it(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("away")
    shutil.copytree(migrated(), folder / "postgresql")
    with Servers(folder, durable=False) as servers:
        for name, value in servers.environment.items():
            monkeypatch.setenv(name, value)
        with site.gunicorn(workers=1) as port:
            for server in servers.servers:
                part, paths = AWAY[server.name]
                server.stop()
                for path in paths:
                    status, page = ask(port, path)
                    assert (status, SAID in page) == (503, True), (server.name, path)
                status, said = ask(port, "/healthz")
                assert (status, f'"{part}": {{"ok": false' in said) == (503, True)
                assert servers.keep() == [server.name]
                assert {path: ask(port, path)[0] for path in WELL} == WELL


@pytest.mark.django_db
def test_an_overview_from_the_cache_says_so_too(town, signed_in, settings, tmp_path_factory):
    with Servers(tmp_path_factory.mktemp("away"), postgres=False, durable=False) as servers:
        settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": servers.environment["REDIS_URL"]}}
        client = signed_in(town.community_staff)
        client.raise_request_exception = False
        overview = town.community.get_absolute_url()
        assert client.get(overview).status_code == 200
        servers.servers[0].stop()
        answer = client.get(overview)
        assert answer.status_code == 503
        assert "does not answer just now" in answer.content.decode()
        servers.keep()
        assert client.get(overview).status_code == 200
