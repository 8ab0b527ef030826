"""A few households that are helped: invented people, ID numbers that nobody can have."""

from datetime import timedelta

from django.utils import timezone

from config.demo import pictures
from grids.models import Area, User
from residents import actions
from residents.actions import Person
from residents.addresses import Parts
from residents.care_enums import Found, HelperKind, HelpWith, VisitKind
from residents.enums import Relation
from residents.models import CareCategory

# name, room, born, category, grade, days since it began, helpers
HELPED = (
    ("林玉英", "302", 1947, "living_alone", 2, 40, ("cadre", "family")),
    ("陈金水", "101", 1944, "living_alone", 1, 20, ("family", "doctor", "volunteer")),
    ("黄小萌", "502", 2016, "left_behind", 2, 60, ("volunteer",)),
    ("郑国平", "201", 1970, "disabled", 2, 12, ()),
    ("许阿妹", "402", 1958, "hardship", 3, 30, ("cadre", "family", "neighbour")),
    ("方志强", "601", 1985, "resettlement", 2, 100, ("officer",)),
)
ASKED = "left_behind"  # its volunteer has an account, and is asked to help
NAMES = {
    "family": "女儿陈燕",
    "doctor": "王医生",
    "volunteer": "志愿者小陈",
    "neighbour": "邻居老吴",
    "officer": "司法所老郑",
}


def load(now) -> int:
    people = {name: User.objects.get(username=name) for name in ("community", "street", "grid", "unit")}
    unit = Area.objects.filter(posts__user=people["unit"]).earliest("code")
    paper = pictures.draw_all(people["community"])
    paper = paper[min(paper)]
    today = timezone.localdate(now)
    for number, (name, room, born, code, grade, days, helpers) in enumerate(HELPED):
        category = CareCategory.objects.get(code=code)
        by = people["street" if category.read_grant == "read_care_sensitive" else "community"]
        dwelling = actions.add_dwelling(unit, Parts("东梅小区", "1", "1", room), by=people["community"])
        since = today - timedelta(days=400)
        home = actions.open_household(dwelling, by=people["community"], opened_on=since)
        resident = actions.register(
            Person(name, sex="female" if number % 2 == 0 else "male", born_on=since.replace(year=born, day=1)),
            home,
            by=people["community"],
            relation=Relation.HEAD,
            is_registered=True,
            since=since,
        )
        began = now - timedelta(days=days)
        care = actions.open_care(
            resident,
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
    return len(HELPED)
