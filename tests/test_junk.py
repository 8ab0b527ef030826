"""What no page ever sends: characters, numbers and signed values that somebody made up. Nothing falls over."""

import pytest
from django.core import signing

from cases.forms.photos import SALT, signed_photo
from grids.models import Role
from tests import factories as make, town as towns

pytestmark = pytest.mark.django_db
LONG = "9" * 5000


@pytest.fixture
def admin(client):
    area = make.area()
    person = make.user(at=area, role=Role.objects.get(code="system_admin"))
    type(person).objects.filter(pk=person.pk).update(is_demo=True)
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    "path", ["/cases/%00/", "/cases/%00/why/", "/accounts/people/%00/", "/accounts/people/%00/edit/"]
)
def test_an_address_with_a_nul_is_nowhere(admin, path):
    assert admin.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/areas/?q", "/areas/?after", "/posts/?q", "/posts/?role", "/posts/load/?area", "/posts/appoint/?person",
             "/organisations/?q", "/accounts/people/?q", "/cases/?q", "/cases/next/?after"]
)  # fmt: skip
def test_a_nul_in_a_question_is_left_out(admin, path):
    assert admin.get(f"{path}=%00").status_code in (200, 302)


def test_a_nul_in_a_form_is_left_out(admin):
    found = admin.post("/posts/appoint/", {"find": "1", "area_q": "\x00", "person_q": "\x00"})
    assert found.status_code == 200


@pytest.mark.parametrize("number", [LONG, "²", "-1", "\x00"])
def test_a_number_that_is_none_marks_no_message_as_read_and_ends_no_session(admin, number):
    assert admin.post("/inbox/read/", {"until": number}).status_code == 404
    assert admin.post("/accounts/sessions/", {"session": number}).status_code == 404


@pytest.mark.parametrize("number", [LONG, "²"])
def test_a_version_or_a_target_that_is_none_comes_back_with_the_form(client, town, number):
    case = town.report()
    client.force_login(town.grid_leader)
    page = f"/cases/{case.number}/act/"
    assert client.post(f"{page}refuse/", {"seen": number, "text": "不归我们管"}).status_code == 422
    assert client.post("/cases/bulk/", {"case": f"{case.number}:1", "to": f"post:{number}"}).status_code == 200
    case.refresh_from_db()
    assert case.step == "collection"


def test_a_signed_photo_is_no_list_of_photos_and_a_list_no_photo(client, town):
    case, photo = town.report(), towns.photo(town.grid_leader)
    client.force_login(town.grid_leader)
    several = signing.dumps([[photo.pk], photo.uploaded_by_id], salt=SALT)
    assert client.get(f"/cases/photos/{several}/").status_code == 404
    answer = client.post(f"/cases/{case.number}/act/finish/", {"kept": signed_photo(photo), "seen": case.version})
    assert answer.status_code in (403, 409)
