"""Reporting a matter: little to type, nothing lost, nothing twice."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import intake_hints
from cases.enums import Act, ReporterKind, Source, Step, Urgency
from cases.forms.report import title_of
from cases.models import Case, CaseAct, CasePhoto, TimeLimit
from grids.actions import drafts
from tests import factories as make
from tests.test_uploads import picture
from tests.town import MORNING

pytestmark = pytest.mark.django_db
URL = "/cases/new/"


def filled(town, **more) -> dict:
    """What a unit head sends who touched nothing but the category and the words."""
    return {
        "token": uuid.uuid4(),
        "chip": "facility-manhole",
        "area": town.unit.code,
        "text": "门口的污水井盖破损严重，快塌下去了，请尽快派人来更换一下，老人孩子容易摔倒",
        "urgency": "normal",
        "source": "patrol",
    } | more


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("楼道灯不亮。", "楼道灯不亮"),
        (
            "三楼住户半夜还在放音乐，孩子明天要考试，劝了好几次都不听，请来看看",
            "三楼住户半夜还在放音乐，孩子明天要考试，劝了好几次都不听",
        ),
        ("一" * 40, "一" * 29 + "…"),
    ],
)
def test_a_title_is_made_of_whole_clauses(words, title):
    assert title_of(words) == title


def test_what_a_resident_reported_was_found_on_no_patrol(town, signed_in):
    signed_in(town.grid_leader).post(
        URL, filled(town, area=town.grid.code, reporter_name="林秀英", reporter_phone="13805940001")
    )
    case = Case.objects.get()
    assert case.source == Source.RESIDENT
    assert case.steps.get(step=Step.PATROL).skipped


def test_category_words_and_one_button_are_enough(town, signed_in):
    client = signed_in(town.unit_head)
    html = client.get(URL).text
    offered = dict(re.findall(r'name="(token|area)" value="([^"]+)"', html))
    assert offered["area"] == town.unit.code  # one unit: nothing to choose
    data = filled(town) | {"token": offered["token"], "photos": SimpleUploadedFile("x.jpg", picture(), "image/jpeg")}
    answer = client.post(URL, data)
    case = Case.objects.get()
    assert answer["Location"] == case.get_absolute_url()
    assert (case.step, case.source, case.urgency) == (Step.COLLECTION, Source.PATROL, Urgency.NORMAL)
    assert case.title == "门口的污水井盖破损严重，快塌下去了，请尽快派人来更换一下"
    assert case.reporter_kind == ReporterKind.STAFF
    assert CasePhoto.objects.filter(case=case).count() == 1


def test_the_same_form_sent_twice_is_one_matter(town, signed_in):
    client, data = signed_in(town.unit_head), filled(town)
    first, second = client.post(URL, data), client.post(URL, data)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_a_wrong_form_comes_back_as_it_was_sent(town, signed_in):
    client = signed_in(town.unit_head)
    photo = SimpleUploadedFile("x.jpg", picture(), "image/jpeg")
    data = filled(town, chip="", occurred_at="2099-01-01T10:00", place="20 号楼 107 室门口", photos=photo)
    answer = client.post(URL, data)
    html = answer.text
    assert answer.status_code == 422
    assert "2 things to fix" in html
    assert 'href="#id_chip_0"' in html
    assert "This time has not come yet." in html
    assert "20 号楼 107 室门口" in html
    assert "老人孩子容易摔倒" in html
    kept = re.search(r'name="kept" value="([^"]+)"', html)[1]
    assert not Case.objects.exists()

    del data["photos"]
    client.post(URL, data | {"chip": "facility-manhole", "occurred_at": "", "kept": kept})
    assert CasePhoto.objects.count() == 1


def test_any_category_may_be_chosen_from_the_full_list(town, signed_in):
    signed_in(town.unit_head).post(URL, filled(town, chip="", category="dispute-neighbour"))
    assert Case.objects.get().category.code == "dispute-neighbour"


def test_areas_beyond_ones_own_are_not_taken(town, signed_in):
    answer = signed_in(town.unit_head).post(URL, filled(town, area=town.neighbour.code))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_a_head_of_several_units_chooses_among_them(town, signed_in):
    head = town.unit_head
    second = make.area(town.grid)
    head.posts.get().areas.add(second)
    html = signed_in(head).get(URL).text
    assert re.findall(r'<option value="([^"]+)"[^>]*>[^<]*›', html) == [town.unit.code, second.code]


def test_categories_used_most_there_are_offered_first(town, signed_in):
    for _nth in range(3):
        town.report(now=timezone.now(), category=town.category("noise-dance"))
    html = signed_in(town.unit_head).get(URL).text
    assert re.findall(r'name="chip" value="([^"]+)"', html)[0] == "noise-dance"
    assert len(re.findall(r'name="chip"', html)) == 8


def test_whoever_reports_nothing_has_no_form(town, signed_in):
    assert signed_in(town.supervisor).get(URL).status_code == 403
    assert signed_in(town.officer).post(URL, filled(town)).status_code == 403


def test_settled_on_the_spot_goes_straight_to_the_check(town, signed_in):
    answer = signed_in(town.unit_head).post(
        URL, filled(town, settled="已当场劝离", no_photo_reason="已离开", settle="1")
    )
    case = Case.objects.get()
    assert answer["Location"] == case.get_absolute_url()
    assert (case.step, case.handled_by) == (Step.VERIFICATION, town.unit_head)


def test_settled_without_a_word_on_how_comes_back(town, signed_in):
    answer = signed_in(town.unit_head).post(URL, filled(town, settled="", settle="1"))
    assert answer.status_code == 422
    assert "Say in a few words how it was settled." in answer.text


def test_settled_without_a_photo_or_a_reason_for_none_comes_back(town, signed_in):
    answer = signed_in(town.unit_head).post(URL, filled(town, settled="已当场劝离", settle="1"))
    assert answer.status_code == 422
    assert "Add a photo, or write why there is none." in answer.text
    assert not Case.objects.exists()


def test_a_residents_link_is_shown_once_with_its_code_to_scan(town, signed_in):
    client = signed_in(town.grid_worker)
    data = filled(town, area=town.grid.code, source="resident", reporter_name="林秀英", reporter_phone="13805940001")
    html = client.post(URL, data).text
    case = Case.objects.get()
    token = re.search(r"http://testserver/r/([\w-]+)/", html)[1]
    assert 'src="data:image/png;base64,' in html
    assert client.get(f"/r/{token}/").status_code == 200
    assert token not in client.get(case.get_absolute_url()).text
    assert (case.reporter_kind, "13805940001" in html) == (ReporterKind.RESIDENT, False)

    again = client.post(reverse("cases:link", args=[case.number]))
    newer = re.search(r"http://testserver/r/([\w-]+)/", again.text)[1]
    assert client.get(f"/r/{token}/").status_code == 404
    assert client.get(f"/r/{newer}/").status_code == 200


def test_a_new_link_is_given_only_by_those_who_registered_accept_or_follow_up(town, signed_in):
    signed_in(town.grid_worker).post(
        URL, filled(town, area=town.grid.code, source="resident", reporter_phone="13805940001")
    )
    url = reverse("cases:link", args=[Case.objects.get().number])
    assert signed_in(town.unit_head).post(url).status_code == 404
    assert signed_in(town.community_staff).post(url).status_code == 200  # follows up
    assert signed_in(town.supervisor).post(url).status_code == 403  # follows up too, but may call nobody
    assert signed_in(town.stranger).post(url).status_code == 404


def test_a_new_link_is_asked_about_before_the_old_one_stops(town, signed_in):
    client = signed_in(town.grid_worker)
    client.post(URL, filled(town, area=town.grid.code, source="resident", reporter_phone="13805940001"))
    case = Case.objects.get()
    links = list(case.links.values_list("pk", "expires_at"))
    assert "stop working at once" in client.get(reverse("cases:link", args=[case.number])).text
    assert list(case.links.values_list("pk", "expires_at")) == links


def test_a_form_that_the_browser_sends_again_with_a_new_token_is_one_matter(town, signed_in):
    client = signed_in(town.unit_head)
    first = client.post(URL, filled(town))
    again = client.post(URL, filled(town))
    assert again["Location"] == first["Location"]
    other = client.post(URL, filled(town, place="西门"))
    assert other["Location"] != first["Location"]
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"reporter_phone": "13805940002"},
        {"reporter_name": "陈阿凤"},
        {"reporter_name": "", "reporter_phone": ""},
        {"urgency": "urgent"},
        {"people_affected": "7"},
        {"is_confidential": "on"},
        {"occurred_at": f"{timezone.localtime() - timedelta(days=1):%Y-%m-%dT%H:%M}"},
        {"lng": "119.008512", "lat": "25.441236"},
    ],
)
def test_the_same_words_with_another_fact_are_another_matter(town, signed_in, other):
    """Neighbours report the same thing within minutes, in the words of whoever types them in."""
    client = signed_in(town.grid_leader)
    data = filled(town, area=town.grid.code, source="resident", reporter_name="林秀英", reporter_phone="13805940001")
    for sent in (data, data | other, data, data | other):
        client.post(URL, sent | {"token": uuid.uuid4()})
    assert Case.objects.count() == 2


def test_what_was_settled_is_no_second_sending_of_the_report(town, signed_in):
    client = signed_in(town.unit_head)
    client.post(URL, filled(town))
    for _sent in range(2):
        client.post(URL, filled(town, settled="已当场更换", no_photo_reason="夜间", settle="1"))
    client.post(URL, filled(town, settled="已当场垫平", no_photo_reason="夜间", settle="1"))
    told = CaseAct.objects.filter(act=Act.SETTLE).order_by("pk")
    assert list(told.values_list("text", flat=True)) == ["已当场更换", "已当场垫平"]
    assert Case.objects.count() == 3


def test_the_same_words_with_a_photo_that_was_not_there_are_not_thrown_away(town, signed_in):
    client = signed_in(town.unit_head)
    client.post(URL, filled(town))
    with_photo = [
        client.post(URL, filled(town) | {"photos": SimpleUploadedFile("x.jpg", picture(), "image/jpeg")})["Location"]
        for _sent in range(2)
    ]
    assert with_photo[0] == with_photo[1]
    assert [case.photos.count() for case in Case.objects.order_by("pk")] == [0, 1]


def test_the_return_key_presses_the_plain_button(town, signed_in):
    html = signed_in(town.unit_head).get(URL).text
    form = html[html.index('id="f-report"') :]
    assert form.index("<button") == min(form.index("<button"), form.index('name="settle"'))
    first = form[form.index("<button") : form.index(">", form.index("<button"))]
    assert "settle" not in first


def test_a_wrong_phone_has_one_error(town, signed_in):
    data = filled(town, source="resident", reporter_name="林秀英", reporter_phone="123")
    html = signed_in(town.unit_head).post(URL, data).text
    assert "This is not a phone number." in html
    assert "Write the phone too" not in html


def test_a_similar_open_matter_nearby_is_pointed_out(town, signed_in):
    known = town.report(now=timezone.now(), category=town.category("facility-manhole"), title="井盖松动")
    answer = signed_in(town.unit_head).post(URL, filled(town), follow=True)
    assert known.number in answer.text


def test_a_similar_matter_is_pointed_out_only_where_one_may_read_it_and_never_a_confidential_one(town):
    case, hidden = town.report(), town.report(is_confidential=True)

    def near(user):
        return intake_hints.similar(user, case.area, case.category, MORNING)

    assert Case.objects.visible_to(town.unit_head).filter(pk=hidden.pk).exists()  # who reported it sees it elsewhere
    assert near(town.unit_head) == [case]
    assert near(make.user(town.unit, make.role("report_case"))) == []


def test_a_kept_draft_stands_in_the_form_and_goes_once_sent(town, signed_in):
    drafts.save(town.unit_head, URL, {"text": ["写了一半"], "chip": ["facility-light"]})
    client = signed_in(town.unit_head)
    html = client.get(URL).text
    assert "写了一半" in html
    assert re.search(r'value="facility-light"[^>]*checked', html)
    client.post(URL, filled(town))
    assert drafts.load(town.unit_head, URL) is None


def test_a_draft_that_arrives_after_its_matter_is_not_kept(town, signed_in):
    """Left a field, pressed the button: the two are under way together."""
    client = signed_in(town.unit_head)
    mark = re.search(r'name="_author" value="([^"]+)"', client.get(URL).text)[1]
    client.post(URL, filled(town, _author=mark))
    assert client.post("/accounts/draft/", {"text": "写了一半", "_author": mark}).content == b""
    assert drafts.load(town.unit_head, URL) is None


def urgencies(html: str) -> list[str]:
    """What is said beside each of them."""
    return re.findall(r'name="urgency"[^>]*>\s*<span>([^<]+)</span>', html)


def test_each_urgency_says_the_time_it_leaves(town, signed_in):
    client = signed_in(town.unit_head)
    general = ["Normal, 7 working days", "Difficult, 15 working days", "Urgent, 2 hours"]
    assert urgencies(client.get(URL).text) == general
    drafts.save(town.unit_head, URL, {"text": ["井盖破了"], "chip": ["facility-manhole"]})
    assert urgencies(client.get(URL).text)[0] == "Normal, 1 working days"
    answer = client.post(URL, filled(town, text=""))
    assert (answer.status_code, urgencies(answer.text)[0]) == (422, "Normal, 1 working days")


def test_the_times_follow_the_category_the_source_and_the_area(town, signed_in):
    client = signed_in(town.unit_head)

    def asked(**chosen):
        answer = client.get(URL, {"urgency": "urgent", **chosen}, headers={"HX-Request": "true"})
        html = answer.text
        assert answer.status_code == 200
        assert "<html" not in html
        assert re.search(r'value="urgent"[^>]*checked', html)
        return urgencies(html)

    assert asked(chip="facility-manhole")[0] == "Normal, 1 working days"
    assert asked(chip="facility-manhole", category="facility-light")[0] == "Normal, 7 working days"
    assert asked(chip="livelihood-utility")[2] == "Urgent, 24 hours"
    assert asked(source="hotline")[0] == "Normal, 5 working days"
    TimeLimit.objects.create(
        step=Step.HANDLING, area=town.street, amount=3, unit="working_days", valid_from="2026-01-01"
    )
    assert asked(area=town.unit.code)[0] == "Normal, 3 working days"  # the street's, shorter
    assert asked(area=town.unit.code, chip="facility-manhole")[0] == "Normal, 1 working days"
    assert asked(area=town.neighbour.code)[0] == "Normal, 7 working days"  # not theirs to ask about
    assert asked(area="nowhere", chip="nothing", source="x")[0] == "Normal, 7 working days"


def test_what_is_promised_beside_the_urgency_is_what_the_matter_gets(town, signed_in):
    client = signed_in(town.unit_head)
    said = urgencies(client.get(URL, {"chip": "facility-manhole"}, headers={"HX-Request": "true"}).text)[0]
    case = town.handled(category=town.category("facility-manhole"))
    step = case.steps.get(step=Step.HANDLING)
    assert said == f"Normal, {step.amount} {step.get_unit_display()}"


def test_reporting_pays_nothing_for_the_times(town, signed_in):
    client = signed_in(town.unit_head)
    with CaptureQueriesContext(connection) as asked:
        assert client.post(URL, filled(town)).status_code == 302
    handling = [query for query in asked if "cases_timelimit" in query["sql"] and "'handling'" in query["sql"]]
    assert handling == []


def test_nothing_is_reported_before_it_happens(town):
    with pytest.raises(ValidationError) as refused:
        town.report(now=MORNING, occurred_at=MORNING + timedelta(minutes=1))
    assert "occurred_at" in refused.value.error_dict
