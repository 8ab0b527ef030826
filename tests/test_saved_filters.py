"""One's own saved filters, and the numbers on the tabs of the list."""

import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import saved as acts
from cases.models import SavedFilter
from cases.views import tabs
from grids.models import PostArea
from tests import small_ground as small

pytestmark = pytest.mark.django_db
OFFICE = ("read_area", "read_case", "assign_case", "accept_case", "verify_case", "handle_case")
URGENT = "?view=open&urgency=urgent"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def ground():
    cache.clear()
    return small.ground()


@pytest.fixture
def staff(ground, client):
    user = small.person("staff", ground.street, grants=OFFICE)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


def save(client, name="急件", query=URGENT):
    return client.post("/cases/saved/new/", {"name": name, "query": query})


def shown(html: str) -> dict[str, str]:
    """The tabs of the page: what each says, without its number, and where it leads."""
    row = html.split('class="ll-saved ')[1].split("</nav>")[0]
    return {label: url for url, label in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)<b', row)}


def numbers(client) -> dict[str, str]:
    html = client.get("/cases/counts/", **HTMX).content.decode()
    return dict(re.findall(r'id="tab-([\w-]+)" hx-swap-oob="true">([^<]*)</b>', html))


def test_the_filters_of_the_list_are_saved_under_a_name_and_become_a_tab_after_the_built_in_ones(client, staff):
    page = client.get("/cases/" + URGENT)
    assert page.context["save_url"] == "/cases/saved/new/" + URGENT
    answer = save(client, "  急件  优先 ")
    assert (answer.status_code, answer.url) == (302, "/cases/" + URGENT)
    html = client.get(answer.url).content.decode()
    assert list(shown(html).items())[-1] == ("急件 优先", URGENT.replace("&", "&amp;"))
    (current,) = [tab.label for tab in client.get(answer.url).context["tabs"] if tab.is_current]
    assert current == "急件 优先"


def test_an_unfiltered_list_offers_nothing_to_save_and_refuses_to(client, staff):
    assert client.get("/cases/").context["save_url"] == ""
    answer = save(client, query="?view=open&urgency=nonsense")
    assert answer.status_code == 422
    assert "nothing to save" in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_only_what_the_list_understands_is_saved(client, staff):
    save(client, query=f"{URGENT}&next=//elsewhere.example&step=nonsense&pick=1&cursor=x")
    assert SavedFilter.objects.get().query == URGENT


@pytest.mark.parametrize(
    ("name", "query", "says"),
    [
        ("急件", "?view=open&urgency=complex", "You have a saved filter of this name already."),
        ("又一个", URGENT, "saved already, as “急件”"),
        ("   ", "?view=open&urgency=complex", "Give it a short name."),
        ("长" * 21, "?view=open&urgency=complex", "at most 20 characters"),
    ],
)
def test_a_refused_name_comes_back_with_what_was_typed_and_why(client, staff, name, query, says):
    save(client)
    answer = save(client, name, query)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert says in html
    assert f'value="{query.replace("&", "&amp;")}"' in html
    assert f'value="{name.strip()}"' in html or not name.strip()
    assert SavedFilter.objects.count() == 1


def test_two_people_may_use_one_name(ground, client, staff):
    other = small.person("other", ground.street)
    save(client)
    acts.save("急件", URGENT, by=other)
    assert SavedFilter.objects.count() == 2


def test_the_database_too_keeps_names_and_filters_apart(staff):
    SavedFilter.objects.create(user=staff, name="一", query=URGENT)
    for name, query in (("一", "?view=all&q=x"), ("二", URGENT)):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedFilter.objects.create(user=staff, name=name, query=query)


def test_the_thirteenth_is_refused_with_the_way_out(client, staff):
    for number in range(acts.MOST):
        save(client, f"第 {number}", f"?view=all&q={number}{number}")
    answer = save(client)
    assert answer.status_code == 422
    assert "You have 12 saved filters already. Delete one first." in answer.content.decode()
    assert SavedFilter.objects.count() == acts.MOST


def test_one_is_renamed_and_keeps_its_filters(client, staff):
    save(client), save(client, "难件", "?view=open&urgency=complex")
    saved = SavedFilter.objects.get(name="急件")
    page = f"/cases/saved/{saved.pk}/"
    assert client.get("/cases/" + URGENT).context["own_url"] == page
    assert client.post(page, {"name": "难件"}).status_code == 422
    assert client.post(page, {"name": "特急"}).url == "/cases/" + URGENT
    saved.refresh_from_db()
    assert (saved.name, saved.query) == ("特急", URGENT)


def test_one_is_deleted_only_by_a_form(client, staff):
    save(client)
    page = f"/cases/saved/{SavedFilter.objects.get().pk}/"
    assert client.get(page + "delete/").status_code == 405
    assert f'action="{page}delete/"' in client.get(page).content.decode()
    assert client.post(page + "delete/").url == "/cases/"
    assert not SavedFilter.objects.exists()
    assert client.post(page + "delete/").status_code == 404


def test_nobody_else_sees_renames_or_deletes_it(ground, client, staff):
    theirs = acts.save("私事", URGENT, by=small.person("other", ground.street, grants=OFFICE))
    assert "私事" not in client.get("/cases/").content.decode()
    for method, page in (("get", ""), ("post", ""), ("post", "delete/")):
        assert getattr(client, method)(f"/cases/saved/{theirs.pk}/{page}", {"name": "我的"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.name == "私事"


def test_a_tab_is_current_in_any_order_and_on_any_page_of_its_list(client, staff):
    save(client)
    for more in ("&order=due", "&cursor=forged", "&pick=1"):
        assert [tab.label for tab in client.get(f"/cases/{URGENT}{more}").context["tabs"] if tab.is_current] == [
            "急件"
        ]


def test_an_area_that_is_no_longer_ones_own_is_left_out_of_its_filter_and_named(ground, client, staff):
    save(client, "一社区", f"?view=open&area={ground.first.code}")
    PostArea.objects.filter(post__user=staff).update(area=ground.second)
    answer = client.get("/cases/" + SavedFilter.objects.get().query)
    assert answer.status_code == 200
    assert "is not among yours" in answer.content.decode()


def test_tabs_say_how_many_there_are_of_what_calls_for_somebody(ground, client, staff):
    now = timezone.now()
    for late in (True, True, False):
        due = now - timezone.timedelta(hours=1) if late else now + timezone.timedelta(days=3)
        small.matter(ground.units[0], due_at=due, urgency="urgent", is_supervised=not late)
    small.matter(ground.units[0], status="closed", urgency="urgent")
    save(client)
    own = tabs.key_of(SavedFilter.objects.get())
    assert {"overdue": "2", "supervised": "1", "verify": "0", own: "3"}.items() <= numbers(client).items()
    assert not {"settled", "open", "all"} & set(numbers(client))


def test_a_number_ends_at_ninety_nine(ground, client, staff, monkeypatch):
    monkeypatch.setattr(tabs, "MOST", 2)
    for _at in range(4):
        small.matter(ground.units[0], is_supervised=True)
    assert numbers(client)["supervised"] == "2+"


def test_words_and_figures_are_not_counted(client, staff):
    save(client, "充电", "?view=open&q=充电")
    save(client, "所有急件", "?view=all&urgency=urgent")
    assert not [key for key in numbers(client) if key.startswith("own-")]


def test_the_list_counts_nothing_itself_and_shows_what_was_counted_within_the_minute(ground, client, staff):
    small.matter(ground.units[0], is_supervised=True)
    page = client.get("/cases/")
    assert page.context["counts_url"] == "/cases/counts/"
    assert not any(tab.count for tab in page.context["tabs"])
    numbers(client)
    page = client.get("/cases/")
    assert page.context["counts_url"] == ""
    assert {tab.key: tab.count for tab in page.context["tabs"]}["supervised"] == "1"
    with CaptureQueriesContext(connection) as asked:
        numbers(client)
    assert not [one for one in asked.captured_queries if "cases_case" in one["sql"]]


def test_a_tab_never_denies_the_list_below_it(ground, client, staff):
    numbers(client)
    small.matter(ground.units[0], is_supervised=True)
    counted = {tab.key: tab.count for tab in client.get("/cases/?view=supervised").context["tabs"]}
    assert (counted["supervised"], counted["overdue"]) == ("1", "0")


def test_one_more_filter_is_counted_at_once(client, staff):
    numbers(client)
    save(client)
    assert client.get("/cases/").context["counts_url"]
    assert tabs.key_of(SavedFilter.objects.get()) in numbers(client)


def test_ones_numbers_are_not_shown_to_others(ground, client, staff):
    small.matter(ground.units[0], is_supervised=True)
    numbers(client)
    client.force_login(small.person("beside", ground.second, grants=OFFICE))
    assert numbers(client)["supervised"] == "0"


def test_numbers_asked_for_as_a_page_lead_to_the_list(client, staff):
    assert client.get("/cases/counts/").url == "/cases/"


def test_own_tabs_cost_the_list_one_query_however_many(client, staff):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/cases/")
        return len(asked)

    cost()
    none = cost()
    for number in range(5):
        save(client, f"第 {number}", f"?view=all&q={number}{number}")
    client.get("/cases/")
    assert cost() == none <= 12
