"""The point of a matter: where it is, if anybody said so; seen by whoever sees the matter, and by nobody else."""

import os
import subprocess
import sys
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.models import Case
from config import assets
from grids.actions import drafts

pytestmark = pytest.mark.django_db
URL = "/cases/new/"
HERE = (Decimal("119.008512"), Decimal("25.441236"))


def filled(town, **more) -> dict:
    return {
        "token": uuid.uuid4(),
        "chip": "facility-manhole",
        "area": town.unit.code,
        "text": "门口的污水井盖破损严重",
        "urgency": "normal",
        "source": "patrol",
    } | more


def accepting(case: Case, **more) -> dict:
    return {"seen": case.version, "category": case.category.code, "urgency": "normal", "title": case.title} | more


def page(case: Case) -> str:
    return reverse("cases:detail", args=[case.number])


@pytest.mark.parametrize(
    ("lng", "lat", "stored"),
    [
        ("119.008512", "25.441236", HERE),
        ("119.00851249", "25.44123561", HERE),  # more digits than anybody needs
        ("73", "54", (Decimal(73), Decimal(54))),
        ("", "", (None, None)),
    ],
)
def test_a_point_is_stored_to_six_digits_where_somebody_gives_one(town, signed_in, lng, lat, stored):
    answer = signed_in(town.unit_head).post(URL, filled(town, lng=lng, lat=lat))
    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.lng, case.lat) == stored


@pytest.mark.parametrize(
    ("lng", "lat", "field", "why"),
    [
        ("119.008512", "", "lat", "Write both longitude and latitude, or neither."),
        ("", "25.441236", "lng", "Write both longitude and latitude, or neither."),
        ("25.441236", "119.008512", "lng", "A longitude in China lies between 73 and 136."),
        ("119.008512", "54.1", "lat", "A latitude in China lies between 3 and 54."),
        ("一百", "25.441236", "lng", "Enter a number."),
        ("1e999", "25.4", "lng", "A longitude in China lies between 73 and 136."),
        ("NaN", "25.4", "lng", "Enter a number."),
    ],
)
def test_half_a_point_or_one_elsewhere_comes_back_with_the_reason(town, signed_in, lng, lat, field, why):
    answer = signed_in(town.unit_head).post(URL, filled(town, lng=lng, lat=lat))
    html = answer.text
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in html
    assert html.count(why) == 2  # in the summary and at the field
    assert f'value="{lng}"' in html or not lng
    assert "<details" in html
    assert not Case.objects.exists()


def test_no_way_in_leads_past_the_box(town):
    with pytest.raises(ValidationError):
        town.report(point=(Decimal("25.4"), Decimal("119.0")))
    with pytest.raises(ValidationError):
        town.report(point=(Decimal("119.0"), None))
    case = town.report(point=HERE)
    for wrong in ({"lat": None}, {"lng": 20}, {"lat": 60}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)


def test_whoever_accepts_corrects_the_point_or_takes_it_away(town, signed_in):
    corrected, cleared, silent = (town.report(now=timezone.now(), point=HERE) for _nth in range(3))
    client = signed_in(town.grid_leader)
    assert 'value="119.008512"' in client.get(page(corrected)).text

    def accept(case, **more):
        answer = client.post(reverse("cases:act", args=[case.number, "accept"]), accepting(case, **more))
        case.refresh_from_db()
        return answer.status_code

    assert accept(corrected, lng="119.1", lat="25.441236") == 302
    assert (corrected.lng, corrected.lat) == (Decimal("119.1"), HERE[1])
    assert accept(cleared, lng="", lat="") == 302
    assert (cleared.lng, cleared.lat) == (None, None)
    assert accept(silent) == 302  # a form that was open before there were the fields
    assert (silent.lng, silent.lat) == HERE


def test_a_wrong_correction_comes_back(town, signed_in):
    case = town.report(now=timezone.now(), point=HERE)
    url = reverse("cases:act", args=[case.number, "accept"])
    answer = signed_in(town.grid_leader).post(url, accepting(case, lng="119.008512", lat=""))
    assert (answer.status_code, 'href="#accept-lat"' in answer.text) == (422, True)
    with pytest.raises(ValidationError):
        actions.accept(case.pk, by=town.grid_leader, seen=case.version, point=(HERE[1], HERE[0]))


def test_the_page_says_the_point_with_a_link_for_the_phones_map(town, signed_in):
    case = town.report(now=timezone.now(), point=HERE)
    html = signed_in(town.grid_leader).get(page(case)).text
    assert "25.441236° N, 119.008512° E" in html
    assert 'href="geo:25.441236,119.008512"' in html
    assert "data-map" not in html  # no tiles, no map
    assert "geo:" not in signed_in(town.grid_leader).get(page(town.report(now=timezone.now()))).text


def test_with_tiles_there_is_a_map_that_loads_nothing_until_it_is_looked_at(town, signed_in, settings):
    settings.TILE_URL, settings.TILE_CREDIT = "https://tiles.test/{z}/{x}/{y}.png", "审图号 GS(2026)1号"
    case = town.report(now=timezone.now(), point=HERE)
    client = signed_in(town.grid_leader)
    for address, what in ((page(case), 'data-lng="119.008512" data-lat="25.441236"'), (URL, "data-pick")):
        html = client.get(address).text
        assert 'data-map="https://tiles.test/{z}/{x}/{y}.png" data-credit="审图号 GS(2026)1号"' in html
        assert what in html
        assert not [script for script in html.split("<script")[1:] if "map.js" in script.partition(">")[0]]
    assert "data-map" not in client.get(page(town.report(now=timezone.now()))).text


def test_nobody_outside_the_team_learns_the_point_of_a_confidential_matter(town, signed_in):
    case = town.report(now=timezone.now(), point=HERE, is_confidential=True)
    assert "119.008512" in signed_in(town.unit_head).get(page(case)).text
    for other in (town.street_staff, town.stranger, town.supervisor):
        client = signed_in(other)
        for address in (page(case), "/cases/", "/"):
            assert "119.008512" not in client.get(address).text
        assert client.get(page(case)).status_code == 404


def test_a_draft_keeps_the_point(town, signed_in):
    drafts.save(town.unit_head, URL, {"text": ["井盖"], "lng": ["119.008512"], "lat": ["25.441236"]})
    assert 'value="119.008512"' in signed_in(town.unit_head).get(URL).text


def settings_with(**environment) -> subprocess.CompletedProcess:
    say = "from django.conf import settings as s; print(s.TILE_URL, s.CONTENT_SECURITY_POLICY['DIRECTIVES'])"
    command = [sys.executable, "-c", f"import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; {say}"]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_the_host_of_the_tiles_is_allowed_for_pictures_and_nothing_else():
    said = settings_with(TILE_URL="https://t0.tiles.test/data?T=vec&x={x}&y={y}&l={z}&tk=k").stdout
    assert "'img-src': [\"'self'\", 'data:', 'blob:', 'https://t0.tiles.test']" in said
    assert said.count("https://t0.tiles.test") == 2
    assert "tiles" not in settings_with(TILE_URL="").stdout


@pytest.mark.parametrize(
    "wrong", ["tiles.test/{z}/{x}/{y}.png", "https://{s}.tiles.test/{z}/{x}/{y}.png", "https://t/{z}"]
)
def test_an_address_of_tiles_that_cannot_work_stops_the_start_with_a_sentence(wrong):
    done = settings_with(TILE_URL=wrong)
    assert done.returncode
    assert f"TILE_URL={wrong!r}" in done.stderr


def test_the_script_of_every_page_is_without_the_map():
    assert "L.map(" in assets.map_script()
    assert "circleMarker" not in assets.script()
