"""Whatever was typed into a form whose session had ended stands in that form again, and nothing of it was done."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from cases import actions
from config.servers import ROOT
from grids.enums import Kind
from grids.models import Area, Draft
from grids.pages import lost
from grids.pages.unsent import NOT_SENT
from grids.permissions import all_grants
from residents.forms.homes import FORMS as HOME_ACTS
from residents.forms.households import FORMS as HOUSEHOLD_ACTS
from residents.views.care_acts import ACTS as CARE_ACTS
from residents.views.people import ACTS as PERSON_ACTS
from tests import factories as make, matrix
from tests.things import Things, loose

pytestmark = pytest.mark.django_db
TYPED = "写到一半"

# Templates with a form that keeps nothing, and why.
WITHOUT = {
    "accounts/login": "a password",
    "accounts/password": "a password",
    "accounts/totp": "a code of the second factor",
    "accounts/code": "a code of the second factor",
    "accounts/sessions": "a button",
    "areas/redivision": "buttons; what is to be done is kept on the server",
    "calendar/preview": "carries the sheet itself on: it is read again from the file",
    "calendar/years": "a button",
    "cases/detail": "changes the hat",
    "cases/list": "ticks; the words come on the next page",
    "care/asked": "buttons",
    "care/detail": "a button",
    "care/forget": "buttons",
    "certificates/detail": "a button",
    "components/display": "how pages look",
    "components/foot_display": "how pages look",
    "components/messages": "begins anew",
    "components/reveal_form": "the reason for one look, which is logged when it is given",
    "components/who": "changes the hat, signs out",
    "desk": "buttons",
    "imports/detail": "ticks and a button; the rows are kept on the server",
    "inbox/list": "buttons",
    "organisations/sheet_preview": "carries the sheet itself on: it is read again from the file",
    "parties/alliance": "a button",
    "parties/partners/quarter": "buttons",
    "parties/members/_hours": "a button",
    "parties/members/member": "a button",
    "parties/meetings/member": "a button; no account, so no session that could end",
    "parties/ballots/people": "buttons",
    "parties/ballots/vote": "no account, so no session that could end",
    "parties/talks/detail": "buttons",
    "parties/talks/public": "no account, so no session that could end",
    "points/claim": "a button",
    "points/claims": "ticks and a button",
    "points/detail": "a button",
    "points/exchange": "the code of an exchange",
    "points/exchanged": "a button",
    "reporter/show": "no account, so no session that could end",
    "residents/_rows": "a button",
    "residents/detail": "a button",
    "residents/erase": "buttons",
    "residents/find": "a full number, which is logged when it is searched and never kept",
    "residents/merged": "a button",
    "residents/retention": "ticks and a button",
    "volunteers/activity": "buttons",
    "volunteers/certificate": "a button",
    "volunteers/door": "no account, so no session that could end",
    "volunteers/list_entry": "buttons",
    "volunteers/order": "buttons",
    "volunteers/order_entry": "no account, so no session that could end",
    "volunteers/order_menu": "buttons",
    "volunteers/order_rate": "no account, so no session that could end",
    "volunteers/order_serve": "no account, so no session that could end",
    "volunteers/team": "buttons",
    "volunteers/watch_night": "buttons",
    "volunteers/watch_serve": "no account, so no session that could end",
    "volunteers/watch_turns": "buttons",
    "volunteers/wish": "a button",
}


def test_every_form_keeps_what_is_typed_or_says_here_why_not():
    without, marked = set(), set()
    for path in (ROOT / "templates").rglob("*.html"):
        forms = re.findall(r'<form\b[^>]*method="post".*?</form>', path.read_text(), re.DOTALL)
        name = str(path.relative_to(ROOT / "templates"))[: -len(".html")]
        kept = [re.search(r"{% (author|drafted)\b|components/draft\.html", form) for form in forms]
        (marked if any(kept) else without).update([name] if forms else [])
    assert without == set(WITHOUT)
    assert len(marked) > 35


class Forms(HTMLParser):
    """The forms of a page that carry an author's mark: action, what they would send, and which fields take words."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self._form, self._area, self._select = [], None, None, None
        self.feed(page)
        self.found = [form for form in self.found if lost.FIELD in form["fields"]]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._form = {"action": given.get("action", ""), "fields": {}, "words": set()}
            self.found += [self._form] if given.get("method") == "post" else []
        elif self._form is None or not given.get("name") and tag != "option":
            return
        elif tag == "textarea":
            self._area = given["name"]
            self._form["fields"][self._area] = ""
            self._form["words"].add(self._area)
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and given.get("value") and "selected" in given:
            self._form["fields"][self._select] = given["value"]
        elif tag == "input":
            self._input(given, given.get("type", "text"))

    def _input(self, given, kind):
        if kind in ("hidden", "text", "search", "tel", "date") or kind in ("radio", "checkbox") and "checked" in given:
            self._form["fields"][given["name"]] = given.get("value", "")
        if kind == "text":
            self._form["words"].add(given["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._form and self._area:
            self._form["fields"][self._area] += data.strip()


@pytest.fixture
def world():
    """Somebody who may do everything in one community, and a thing of each kind there."""
    place = make.line(Kind.DISTRICT, Kind.STREET, Kind.COMMUNITY)[-1]
    role = make.role(*(grant.codename for grant in all_grants()))
    things = Things(Area.objects.get(pk=place.pk))
    person = make.user(at=place, role=role)
    person.must_change_password = False
    person.save()
    return person, things


def addresses(things):
    """Every page of the table that takes a form, with each act there is."""
    acts = {
        "residents:act": PERSON_ACTS,
        "households:act": HOUSEHOLD_ACTS,
        "households:home_act": HOME_ACTS,
        "care:act": CARE_ACTS,
    }
    for name, page in matrix.PAGES.items():
        args = page.args(things[page.of] if hasattr(Things, f"_{page.of}") else loose(page.of)) if page.of else []
        for act in acts.get(name, [None]):
            yield reverse(name, args=[args[0], act] if act else args)


def sign_in(client, person):
    return client.post("/accounts/login/", {"username": person.username, "password": make.PASSWORD})


def sent_in_vain(client, person, address, fields):
    """The form is sent after the session ended, and its author signs in: the page they come to."""
    client.logout()
    answer = client.post(address, fields)
    assert answer.status_code == 302, address
    assert lost.COOKIE in answer.cookies, address
    return client.get(sign_in(client, person)["Location"])


def test_words_typed_into_any_form_stand_in_it_again(world):
    person, things = world
    client, seen, wrong = Client(), set(), []
    client.force_login(person)
    for address in addresses(things):
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for form in Forms(answer.content.decode()).found:
            to = form["action"] or address
            if not form["words"] or to in seen:
                continue
            seen.add(to)
            again = sent_in_vain(client, person, to, form["fields"] | dict.fromkeys(form["words"], TYPED))
            back = [other["fields"] for other in Forms(again.content.decode()).found]
            if again.status_code != 200 or not any(
                all(fields.get(name) == TYPED for name in form["words"]) for fields in back
            ):
                wrong.append((to, again.status_code, form["words"]))
    assert not wrong, "\n".join(map(str, wrong))
    assert len(seen) > 60


@pytest.fixture
def keeper(client):
    """Somebody who keeps a community, signed in; the address of its page for changes; what they would send."""
    place = make.line(Kind.DISTRICT, Kind.STREET, Kind.COMMUNITY)[-1]
    person = make.user(at=place, role=make.role("read_area", "edit_area"))
    client.force_login(person)
    address = reverse("areas:edit", args=[place.code])
    form = Forms(client.get(address).content.decode()).found[0]
    return person, place, address, form["fields"] | {"boundary": TYPED}


def test_a_form_that_could_go_in_is_shown_and_not_sent(client, keeper):
    person, place, address, fields = keeper
    page = sent_in_vain(client, person, address, fields).content.decode()
    assert Forms(page).found[0]["fields"]["boundary"] == TYPED
    assert reverse("accounts:drop_draft") in page
    assert "ll-errsum" not in page  # there is nothing to correct
    place.refresh_from_db()
    assert place.boundary == ""


def test_it_is_still_there_when_the_page_is_opened_again(client, keeper):
    person, _place, address, fields = keeper
    sent_in_vain(client, person, address, fields)
    client.get("/areas/")
    assert TYPED in client.get(address).content.decode()


def test_once_it_went_in_nothing_is_kept(client, keeper):
    person, place, address, fields = keeper
    sent_in_vain(client, person, address, fields)
    assert client.post(address, fields)["Location"] == place.get_absolute_url()
    place.refresh_from_db()
    assert place.boundary == TYPED
    assert not Draft.objects.exists()
    assert reverse("accounts:drop_draft") not in client.get(address).content.decode()


def test_beginning_anew_opens_the_form_as_it_was(client, keeper):
    person, _place, address, fields = keeper
    sent_in_vain(client, person, address, fields)
    assert client.post("/accounts/draft/drop/", {"next": address})["Location"] == address
    assert not Draft.objects.exists()
    assert TYPED not in client.get(address).content.decode()


def test_another_person_sees_the_form_without_it(client, keeper):
    _person, place, address, fields = keeper
    other = make.user(at=place, role=make.role("read_area", "edit_area"))
    page = sent_in_vain(client, other, address, fields)
    assert TYPED not in page.content.decode()
    assert TYPED not in client.get(address).content.decode()


def test_whoever_typed_too_much_hears_it_before_and_after_signing_in(client, keeper):
    person, _place, address, fields = keeper
    client.logout()
    client.cookies["django_language"] = "en"
    client.post(address, fields | {"boundary": "字" * (lost.LONGEST + 1)})
    assert "Go back in the browser and copy it" in client.get("/accounts/login/").content.decode()
    page = client.get(sign_in(client, person)["Location"]).content.decode()
    assert "What you had typed was too long to be kept, and is gone. Nothing was sent." in page


def test_words_for_several_matters_stand_there_again_and_none_is_assigned(client, town):
    case = town.report()
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version)
    fields = {"case": f"{case.number}:{case.version}", "to": f"post:{town.grid_worker.posts.get().pk}", "text": TYPED}
    request = RequestFactory().get("/cases/")
    request.user = town.grid_leader
    fields[lost.FIELD] = lost.author_of(request)
    page = sent_in_vain(client, town.grid_leader, "/cases/bulk/", fields).content.decode()
    assert Forms(page).found[0]["fields"]["text"] == TYPED
    assert not case.acts.filter(act="assign").exists()


def test_a_view_that_takes_no_refusal_leads_back_to_the_page(client, keeper):
    person, place, _address, _fields = keeper
    request = RequestFactory().get(place.get_absolute_url())
    request.user = person
    page = sent_in_vain(client, person, "/inbox/read/", {"until": "1", lost.FIELD: lost.author_of(request)})
    assert page["Location"] == place.get_absolute_url()
    assert str(NOT_SENT) in client.get(page["Location"]).content.decode()
