"""`manage.py check --deploy` is clean with production settings, and never with a demo."""

import os
import subprocess
import sys

import pytest

from config.servers import ROOT
from grids import checks
from tests import factories as make


@pytest.mark.django_db
def test_a_demo_account_stops_a_deployment():
    assert checks.no_demo_accounts(None) == []
    somebody = make.user()
    somebody.is_demo = True
    somebody.save()
    assert [error.id for error in checks.no_demo_accounts(None)] == ["grids.E001"]


def test_the_index_key_is_none_of_the_field_keys(settings):
    assert checks.keys_apart(None) == []
    settings.INDEX_KEY = settings.FIELD_KEYS[0]
    assert [error.id for error in checks.keys_apart(None)] == ["grids.E002"]


def test_production_settings_pass_every_deploy_check():
    production = {key: value for key, value in os.environ.items() if key not in ("INSECURE_HTTP", "DEBUG")}
    production |= {"SITE_URL": "https://linli.example", "ALLOWED_HOSTS": "linli.example"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=production | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
