"""The register of the data sets: people in households in dwellings, put in by COPY."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from django.db import connection
from django.utils import timezone

from bench.copying import copy
from grids.enums import Kind
from grids.models import SubjectKey
from grids.privacy import identity
from grids.words import pinyin
from residents import addresses
from residents.enums import Relation
from residents.models import Dwelling, Household, Membership, Resident

SURNAMES = "林陈黄郑吴张李王刘方许郭蔡杨宋翁朱余柯彭曾徐谢何叶"
GIVEN = "秀英建国丽华志勇海燕小明玉兰文强美珍国栋雪梅德福金水春生桂香少华阿妹伟斌婷婷宇航思源雨桐子涵"
SINCE = date(2021, 5, 11)
A_HOME = 2.7  # people


def build(spots, people: int, chance: random.Random) -> None:
    """people: in all, even over the units. Half of them registered where they live."""
    units = [spot for spot in spots if spot.kind == Kind.UNIT]
    homes = int(people / A_HOME)
    readings: dict[str, tuple[str, str]] = {}
    subjects = [_subject(chance) for _person in range(people)]
    now = timezone.now()
    copy(SubjectKey, ({"id": pk, "wrapped": wrapped, "created_at": now} for pk, _raw, wrapped in subjects))
    copy(Dwelling, (_dwelling(pk, units[pk % len(units)]) for pk in range(1, homes + 1)))
    copy(Household, (_household(pk, units[pk % len(units)]) for pk in range(1, homes + 1)))
    copy(Resident, (_resident(pk, subject, readings, chance) for pk, subject in zip(count(1), subjects, strict=False)))
    copy(Membership, _memberships(people, homes, units, chance))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_membership m SET pinyin = r.pinyin FROM residents_resident r WHERE r.id = m.resident_id"
        )
        for model in (Dwelling, Household, Resident, Membership):
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _subject(chance: random.Random):
    raw, wrapped = identity.new_key()
    return uuid.UUID(int=chance.getrandbits(128)), raw, wrapped


def _ancestors(spot) -> dict:
    return {f"{kind}_id": spot.above(kind) for kind in ("district", "street", "community", "grid")}


def _dwelling(pk: int, unit) -> dict:
    parts = addresses.Parts(f"{unit.parent.name}小区", unit.name.removesuffix("号楼"), "", str(100 + pk // 7))
    return {
        "id": pk,
        "ref": f"{pk:012x}",
        "area_id": unit.id,
        "compound": parts.compound,
        "building": parts.building,
        "room": parts.room,
        "address": addresses.said(parts),
        "address_key": addresses.key(parts),
        "hazards": "{}",
    } | _ancestors(unit)


def _household(pk: int, unit) -> dict:
    return {"id": pk, "ref": f"{pk:012x}", "dwelling_id": pk, "area_id": unit.id, "opened_on": SINCE} | _ancestors(
        unit
    )


def _resident(pk: int, subject, readings: dict, chance: random.Random) -> dict:
    key, raw, _wrapped = subject
    size = 1 if chance.random() < 0.15 else 2  # one in seven has a name of two characters
    name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _letter in range(size))
    if name not in readings:
        readings[name] = pinyin.key(name, person=True)
    full, short = readings[name]
    born = date(1935, 1, 1) + timedelta(days=chance.randrange(33_000))
    number, phone = f"999999{born:%Y%m%d}{pk % 1000:03}X{pk}", f"1390{pk:07}"
    return {
        "id": pk,
        "ref": f"{pk:012x}",
        "subject_id": key,
        "name": name,
        "pinyin": full,
        "initials": short,
        "sex": chance.choice(("male", "female")),
        "born_on": born,
        "id_number": identity.encrypt(raw, number[:24], f"id_number:{key}"),
        "id_index": identity.blind_index("id", number[:24]),
        "phone": identity.encrypt(raw, phone, f"phone:{key}"),
        "phone_index": identity.blind_index("phone", phone),
    }


def _memberships(people: int, homes: int, units, chance: random.Random) -> Iterator[dict]:
    for pk in range(1, people + 1):
        home = 1 + pk % homes
        unit = units[home % len(units)]
        yield {
            "id": pk,
            "resident_id": pk,
            "household_id": home,
            "area_id": unit.id,
            "relation": Relation.HEAD if pk <= homes else Relation.OTHER,
            "is_registered": chance.random() < 0.5,
            "is_living": True,
            "since": SINCE,
        } | _ancestors(unit)
