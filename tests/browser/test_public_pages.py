"""What people without an account open, from a link or a code on paper: it fits, is accessible, and speaks Chinese."""

import pytest
from django.core.cache import cache

from cases import actions
from cases.models import Case
from grids.models import User
from parties.models import Talk
from residents.actions import certificates
from residents.models import Certificate
from tests.browser.examine import at_every_width, frame
from volunteers import door
from volunteers.actions import certificates as service_certificates
from volunteers.models import Activity, ServiceCertificate

EVERY_STATE = ("open", "closed", "refused", "merged", "withdrawn")


def a_certificate() -> str:
    """The check code of a copy that is printed now."""
    issued = Certificate.objects.order_by("-pk").first()
    _made, code = certificates.print_copy(issued.pk, by=User.objects.get(username="community"))
    return code


def a_service_certificate() -> str:
    issued = ServiceCertificate.objects.valid().order_by("-pk").first()
    _made, code = service_certificates.print_copy(issued.pk, by=User.objects.get(username="community"))
    return code


def links() -> list[str]:
    """A reporter's link to one matter in each state of which the demo has one."""
    found = [Case.objects.filter(status=status).exclude(reporter_kind="staff").first() for status in EVERY_STATE]
    asks = Case.objects.filter(status="open", step="follow_up").first()
    return [f"/r/{actions.issue_link(case)}/" for case in [*found, asks] if case]


def doors() -> list[str]:
    """The code on the poster of an activity, and one that is none."""
    return [f"/k/{door.token(Activity.objects.filter(state='published').first())}/", "/k/unknown/"]


def test_pages_without_an_account_fit_and_are_accessible(enter):
    cache.clear()
    page, said = enter(), []
    codes = [f"/v/{a_certificate()}/", f"/h/{a_service_certificate()}/"]
    codes += ["/b/unknown/", f"/b/talk/{Talk.objects.filter(state='open').first().ref}/"]
    for address in ["/accounts/login/", "/r/unknown/", "/v/unknown/", *codes, *doors(), *links()]:
        page.goto(address)
        said += at_every_width(page)
    assert not said, "\n".join(said)


def test_a_wrong_rating_comes_back_at_its_field(enter):
    cache.clear()
    case = Case.objects.filter(step="follow_up", ended_at=None).order_by("rated_at").first()
    page = enter()
    page.goto(f"/r/{actions.issue_link(case)}/")
    if case.is_rated:
        page.locator("summary").click()
    page.locator('form[data-act="rate"] button').click()
    assert page.locator(".invalid-feedback").first.inner_text()
    assert not at_every_width(page)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (320, 640)])
def test_the_main_pages_fit_on_a_large_and_on_the_smallest_screen(enter, width, height):
    page, said = enter("street", viewport={"width": width, "height": height}), []
    case = Case.objects.visible_to(User.objects.get(username="street")).first()
    for address in ["/", "/cases/", case.get_absolute_url(), "/areas/350304001/", "/residents/", "/cases/new/"]:
        page.goto(address)
        said += [f"{address}: {what}" for what in frame(page)]
    assert not said, "\n".join(said)
