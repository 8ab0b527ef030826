"""A few households that are helped: invented people, ID numbers that nobody can have."""

from datetime import date, timedelta

from django.utils import timezone

from config.demo import pictures
from config.demo.register import parts_in
from grids.models import Area, User
from residents import actions
from residents.actions import Person
from residents.enums import Relation
from residents.enums.care import Found, HelperKind, HelpWith, VisitKind
from residents.models import CareCase, CareCategory, Household, Resident

# name, room, born, category, grade, days since it began, helpers
HELPED = (
    ("林玉英", "302", 1947, "living_alone", 2, 40, ("cadre", "family")),
    ("陈金水", "101", 1944, "living_alone", 1, 20, ("family", "doctor", "volunteer")),
    ("黄小萌", "502", 2016, "left_behind", 2, 60, ("volunteer",)),
    ("郑国平", "201", 1970, "disabled", 2, 12, ()),
    ("许阿妹", "402", 1958, "hardship", 3, 30, ("cadre", "family", "neighbour")),
    ("方志强", "601", 1985, "resettlement", 2, 100, ("officer",)),
    ("蔡月娥", "501", 1946, "living_alone", 3, 10, ("neighbour",)),
)
ARRIVING = ("朱秀兰", "103", 1942, "living_alone", 2, 30, ("family",))  # helped by the other community, and moves here
MEN = {"陈金水", "郑国平", "方志强"}
ASKED = "left_behind"  # its volunteer has an account, and is asked to help
NAMES = {
    "family": "女儿陈燕",
    "doctor": "王医生",
    "volunteer": "志愿者小陈",
    "neighbour": "邻居老吴",
    "officer": "司法所老郑",
}


STAFF = ("community", "street", "grid", "unit")


def load(now) -> int:
    here = {name: User.objects.get(username=name) for name in STAFF}
    there = here | {name: User.objects.get(username=f"{name}2") for name in STAFF if name != "street"}
    papers = pictures.draw_all(here["community"])
    paper = papers[min(papers)]
    records = [_helped(here, paper, one, now) for one in HELPED]
    _to_be_decided(here, records, now)
    _moves_here(here, _helped(there, paper, ARRIVING, now), now)
    return len(HELPED) + 1


def _to_be_decided(people, records: list[CareCase], now) -> None:
    """One that is proposed to be closed, and one whose person moved away: a second person decides."""
    *_others, proposed, _sensitive, left = records
    actions.propose_closing(proposed.pk, by=people["street"], seen=None, why="已纳入低保，困难缓解")
    today = timezone.localdate(now)
    actions.move_out(left.resident_id, by=people["grid"], seen=None, on=today, where_to="厦门女儿家", now=now)


def _moves_here(people, care: CareCase, now) -> None:
    """The street, which keeps both homes, records the move; the community here accepts the record or sends it back."""
    home = _home(people, "303", timezone.localdate(now))
    facts = {"relation": Relation.HEAD, "is_registered": True, "on": timezone.localdate(now)}
    actions.move(care.resident_id, home, by=people["street"], seen=None, now=now, **facts)


def _home(people, room: str, since: date) -> Household:
    unit = Area.objects.filter(posts__user=people["unit"]).earliest("code")
    dwelling = actions.add_dwelling(unit, parts_in(unit, "1", room), by=people["community"])
    return actions.open_household(dwelling, by=people["community"], opened_on=since)


def _person(people, name: str, room: str, born: int, today: date) -> Resident:
    since = today - timedelta(days=400)
    sex = "male" if name in MEN else "female"
    return actions.register(
        Person(name, sex=sex, born_on=since.replace(year=born, day=1)),
        _home(people, room, since),
        by=people["community"],
        relation=Relation.HEAD,
        is_registered=True,
        since=since,
    )


def _helped(people, paper, told: tuple, now) -> CareCase:
    name, room, born, code, grade, days, helpers = told
    category, today, began = CareCategory.objects.get(code=code), timezone.localdate(now), now - timedelta(days=days)
    by = people["street" if category.read_grant == "read_care_sensitive" else "community"]
    care = actions.open_care(
        _person(people, name, room, born, today),
        category,
        by=by,
        legal_basis=category.legal_basis,
        purpose=category.purpose,
        document=paper,
        responsible=people["grid"],
        starts_on=timezone.localdate(began),
        grade=grade,
        now=began,
    )
    for kind in helpers:
        who = {"user": people["unit"]} if kind == "cadre" or code == ASKED else {"name": NAMES[kind]}
        actions.add_helper(care.pk, HelperKind(kind), by=by, seen=None, **who)
    if code == ASKED:
        on = today + timedelta(days=2)
        actions.ask_help(care.pk, people["unit"], help_with=HelpWith.COMING, on=on, by=people["grid"], now=now)
    if days >= category.interval(grade):
        actions.record_visit(
            care.pk,
            by=people["grid"],
            kind=VisitKind.HOME,
            housing=Found.HELP,
            health=Found.WELL,
            needs="卫生间装扶手、防滑垫",
            help_given="已联系防滑垫",
            now=began + timedelta(days=category.interval(grade) - 1),
        )
    return care
