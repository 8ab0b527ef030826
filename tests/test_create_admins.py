"""The first three administrators of a district: three people, all or none, and none where there are some."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from grids.actions import users
from grids.models import Post, Role, User
from tests import factories as make
from tests.concurrently import at_once

ASKED = {"system": ["wu", "吴建华"], "security": ["cai", "蔡丽萍"], "audit": ["huang", "黄德胜"]}


@pytest.fixture
def district(db):
    return make.line("district")[0]


def create(**changed) -> list[str]:
    said = StringIO()
    call_command("create_admins", stdout=said, **(ASKED | changed))
    return said.getvalue().splitlines()


def holders(district) -> dict[str, str]:
    posts = Post.objects.filter(areas=district, ended_on=None).select_related("user", "role")
    return {post.user.username: post.role.code for post in posts}


def test_each_gets_one_of_the_three_duties_in_every_district(district):
    other = make.line("district")[0]
    create()
    held = {user.username: {post.role.code for post in user.posts.all()} for user in User.objects.all()}
    assert held == {"wu": {"system_admin"}, "cai": {"security_admin"}, "huang": {"auditor"}}
    assert {area.pk for area in User.objects.get(username="wu").posts.get().areas.all()} == {district.pk, other.pk}


def test_the_printed_password_opens_the_account_and_must_be_changed(district):
    for line in create()[1:]:
        account, password = line.split()[-2:]
        user = User.objects.get(username=account)
        assert user.check_password(password)
        assert user.must_change_password


def test_two_duties_for_one_account_make_none(district):
    with pytest.raises(CommandError, match="three accounts|三个"):
        create(audit=["wu", "吴建华"])
    assert not User.objects.exists()


def test_a_district_loaded_later_gets_its_three_and_the_others_stay_as_they_are(district):
    create()
    later = make.line("district")[0]
    said = create(system=["a", "王建国"], security=["b", "李秀英"], audit=["c", "张志强"])
    assert later.code in "".join(said)
    assert holders(later) == {"a": "system_admin", "b": "security_admin", "c": "auditor"}
    assert holders(district) == {"wu": "system_admin", "cai": "security_admin", "huang": "auditor"}


def test_asked_again_it_says_that_nothing_is_to_do_and_changes_nothing(district):
    create()
    before = [*Post.objects.values()], [*User.objects.values("username", "password")]
    said = create()
    assert district.code in said[0]
    assert len(said) == 1
    assert ([*Post.objects.values()], [*User.objects.values("username", "password")]) == before


def test_the_same_three_may_serve_a_later_district_and_keep_their_passwords(district):
    create()
    before = {*User.objects.values_list("username", "password")}
    later = make.line("district")[0]
    said = create()
    assert {*User.objects.values_list("username", "password")} == before
    assert holders(later) == holders(district)
    assert not any("-" in line.split()[-1] for line in said)


@pytest.mark.parametrize("asked", [["cai", "蔡丽萍"], ["wu", "别人"], ["chen", "陈志明"]])
def test_an_account_of_another_person_or_duty_becomes_no_administrator(district, asked):
    create()
    users.create("chen", "陈志明", by=None)
    later = make.line("district")[0]
    with pytest.raises(CommandError, match=asked[0]):
        create(system=asked, security=["b", "李秀英"], audit=["c", "张志强"])
    assert not holders(later)
    assert not User.objects.filter(username__in=["b", "c"]).exists()


def test_a_district_that_has_one_of_them_is_left_to_its_security_administrator(district):
    create()
    Post.objects.filter(role__code="auditor").update(ended_on=timezone.localdate(), ended_reason="离任")
    said = create(system=["a", "王建国"], security=["b", "李秀英"], audit=["c", "张志强"])
    assert Role.objects.get(code="auditor").label in said[0]
    assert set(holders(district)) == {"wu", "cai"}


def test_only_the_districts_named_are_served(district):
    other = make.line("district")[0]
    create(district=[other.code])
    assert holders(other)
    assert not holders(district)
    with pytest.raises(CommandError, match="999999"):
        create(district=["999999"])


@pytest.mark.django_db(transaction=True)
def test_two_operators_at_once_make_one_set(district):
    def run(account):
        return lambda: create(**{key: [f"{account}{key}", name] for key, (_old, name) in ASKED.items()})

    at_once([run("a"), run("b")])
    assert len(holders(district)) == 3
    assert User.objects.count() == 3


def test_loading_a_district_says_that_it_has_no_administrators(district, tmp_path):
    create()
    file = tmp_path / "later.csv"
    file.write_text("code,name,kind,parent_code\n350305,秀屿区,district,\n")
    said = StringIO()
    call_command("load_divisions", file, stdout=said)
    assert "create_admins" in said.getvalue()
    assert "350305" in said.getvalue()
    assert district.code not in said.getvalue()


def test_without_a_district_it_says_what_to_load_first(db):
    with pytest.raises(CommandError, match="load_divisions"):
        create()
