"""The first three administrators of a new portal: three people, all or none, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from grids.models import User
from tests import factories as make

ASKED = {"system": ["wu", "吴建华"], "security": ["cai", "蔡丽萍"], "audit": ["huang", "黄德胜"]}


@pytest.fixture
def district(reference_data):
    return make.line("district")[0]


def create(**changed) -> list[str]:
    said = StringIO()
    call_command("create_admins", stdout=said, **(ASKED | changed))
    return said.getvalue().splitlines()


def test_each_gets_one_of_the_three_duties_in_every_district(district):
    other = make.line("district")[0]
    create()
    held = {user.username: {post.role.code for post in user.posts.all()} for user in User.objects.all()}
    assert held == {"wu": {"system_admin"}, "cai": {"security_admin"}, "huang": {"auditor"}}
    assert {area.pk for area in User.objects.get(username="wu").posts.get().areas.all()} == {district.pk, other.pk}


def test_the_printed_password_opens_the_account_and_must_be_changed(district):
    for line in create():
        account, password = line.split()[-2:]
        user = User.objects.get(username=account)
        assert user.check_password(password)
        assert user.must_change_password


def test_two_duties_for_one_account_make_none(district):
    with pytest.raises(CommandError, match="wu"):
        create(audit=["wu", "吴建华"])
    assert not User.objects.exists()


def test_a_portal_that_has_administrators_gets_no_others_this_way(district):
    create()
    with pytest.raises(CommandError):
        create(system=["a", "A"], security=["b", "B"], audit=["c", "C"])
    assert User.objects.count() == 3


def test_without_a_district_it_says_what_to_load_first(reference_data):
    with pytest.raises(CommandError, match="load_divisions"):
        create()
