"""Re-division of a community or street by a sheet: previewed, carried out at once, undone while untouched.

Everything is set-based: one statement for each kind of change, one cascade, one rebuild of the tree's positions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, registry
from grids.actions.areas import holding, make_way, tell_serving
from grids.actions.divisions import NewArea, insert, new_ids
from grids.actions.files import store_sheet
from grids.actions.grants import derive_all
from grids.areas import kinds, tree
from grids.areas.redivision import STAY, Planner, SheetErrors, cells, fingerprint
from grids.database import locks
from grids.enums import Kind
from grids.models import Area, AreaCode, Organisation, Redivision
from grids.permissions import SHAPE_AREA, need
from grids.sheets import Row
from grids.words import pinyin

EVENTS = history.of(Area)
PLACES = (Kind.STREET, Kind.COMMUNITY)
# What refers to an area without being registered in it.
NOT_REGISTERED = {"grids_area.parent_id", "grids_areacode.area_id", "grids_areagrant.content_object_id"}


@transaction.atomic
def propose(top: Area, rows: Iterable[Row], *, by, reason: str, rest: str = STAY, file=None) -> Redivision:
    """Keep the plan of a sheet for preview; no area changes. Raises SheetErrors with every bad line.

    file: the upload that the rows were read from, kept as it came.
    """
    top, rows = Area.objects.get(pk=top.pk), list(rows)
    _need(by, top)
    if top.kind not in PLACES or top.is_retired:
        raise ValidationError(_("Communities and streets are re-divided."))
    areas = _below(top)
    ids = [area.pk for area in areas]
    aliases = dict(AreaCode.objects.filter(area__in=ids).exclude(until=None).values_list("code", "area_id"))
    planner = Planner(
        top, areas, aliases=aliases, organisations=_organisations(rows, top), taken=_taken(top),
        levels=kinds.readings(top.district_id),
    )  # fmt: skip
    plan = planner.plan(rows, rest)
    if homeless := _homeless(plan.retired):
        raise SheetErrors(homeless)
    kept = store_sheet(file.name, _whole(file), by) if file else None
    return Redivision.objects.create(area=top, sheet=kept, reason=reason, plan=vars(plan), uploaded_by=by)


@transaction.atomic
def carry_out(redivision: Redivision, *, by, now=None) -> Redivision:
    """Do what was previewed. Refused when anything in the place changed since."""
    locks.take(locks.Lock.TREE)
    redivision = Redivision.objects.select_for_update(of=("self",)).select_related("area").get(pk=redivision.pk)
    top, plan, today = redivision.area, redivision.plan, timezone.localdate(now)
    _need(by, top)
    if redivision.done_at:
        raise ValidationError(_("This re-division was carried out already."))
    if fingerprint(_below(top)) != plan["fingerprint"]:
        raise ValidationError(_("The areas have changed since the preview. Upload the sheet again."))
    if homeless := _homeless(plan["retired"]):
        raise ValidationError([reason for _line, reason in homeless])
    ids = dict(zip((new["key"] for new in plan["new"]), new_ids(len(plan["new"])), strict=True))
    along = {int(old): ids.get(new, new) for old, new in plan["along"].items()}
    with history.acting(by, grant=SHAPE_AREA, where=top, why=redivision.reason):
        before = [*along, *along.values()]  # what was at their goals stays there when the rest goes back
        remembered = {name: entry.remember(before) for name, entry in registry.moves_along.items()}
        _cascade_later()
        _retire([area["id"] for area in plan["retired"]], today, redivision.reason)
        _make_way(plan["changed"], chain(plan["new"], plan["changed"]))
        insert([_new(area, ids, top) for area in plan["new"]], today)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as in divisions.insert
        _write(plan["changed"], ids)
        _cascade([area["id"] for area in plan["changed"]])
        tree.rebuild({top.tree_id})
        for entry in registry.moves_along.values():
            entry.move(along)
        derive_all()
        for given in registry.moved.values():
            given.put_right(top, by=by, without=set(ids.values()))
    last = EVENTS.aggregate(last=Max("pgh_id"))["last"]
    redivision.undo = {
        "created": list(ids.values()), "along": {f"{old}": new for old, new in along.items()},
        "remembered": remembered, "last_event": last,
    }  # fmt: skip
    redivision.done_at = now or timezone.now()
    redivision.save(update_fields=["undo", "done_at"])
    _tell(redivision, "area_redivided", by)
    return redivision


@transaction.atomic
def undo(redivision: Redivision, *, by, why: str = "", now=None) -> Redivision:
    """Put everything back: areas it made are removed with their codes, all others are as before. Decision 0003.

    Refused once anything was registered in the new areas, or any area of the plan changed.
    """
    locks.take(locks.Lock.TREE)
    redivision = Redivision.objects.select_for_update(of=("self",)).select_related("area").get(pk=redivision.pk)
    top, plan, kept = redivision.area, redivision.plan, redivision.undo
    _need(by, top)
    if obstacle := touched(redivision):
        raise ValidationError(obstacle)
    along, created = {int(old): new for old, new in kept["along"].items()}, kept["created"]
    with history.acting(by, grant=SHAPE_AREA, where=top, why=why or _("Undone: %(why)s") % {"why": redivision.reason}):
        _cascade_later()
        for name, entry in registry.moves_along.items():
            entry.put_back(kept["remembered"].get(name, {}), along)
        _remove(created)
        _make_way(plan["changed"], [area["was"] for area in plan["changed"]] + plan["retired"])
        _write([{"id": area["id"]} | area["was"] for area in plan["changed"]], {})
        Area.objects.filter(pk__in=[area["id"] for area in plan["retired"]]).update(valid_to=None, retired_reason="")
        _cascade([area["id"] for area in plan["changed"]])
        tree.rebuild({top.tree_id})
        derive_all()
        for given in registry.moved.values():
            given.put_right(top, by=by)
    redivision.undone_at = now or timezone.now()
    redivision.save(update_fields=["undone_at"])
    _tell(redivision, "area_put_back", by)
    return redivision


def touched(redivision: Redivision) -> str:
    """Why a re-division can no longer be undone; empty while it can."""
    if not redivision.done_at:
        return _("This re-division was not carried out.")
    if redivision.undone_at:
        return _("This re-division was undone already.")
    plan, created = redivision.plan, redivision.undo["created"]
    ids = created + [area["id"] for area in chain(plan["changed"], plan["retired"])]
    changed = EVENTS.filter(pgh_obj_id__in=ids, pgh_id__gt=redivision.undo["last_event"])
    if changed.exists() or _in_the_way(plan, created, ids):
        return _("Areas of this re-division have changed since.")
    if new := _registered_since(created, redivision.undo):
        return _("Something was registered in the new areas since: %(what)s.") % {"what": new}
    return ""


def _in_the_way(plan: dict, created: list[int], ids: list[int]) -> bool:
    """Whether other areas came to lie in one that an undo removes or gives its old code back, or beside one that it
    brings back by a name that is theirs now.
    """
    recoded = {area["id"] for area in plan["changed"] if area["code"] != area["was"]["code"]}
    retired = Area.objects.filter(pk__in=[area["id"] for area in plan["retired"]])
    names = {(area["was"]["parent"], area["was"]["name"]) for area in plan["changed"]}
    names |= set(retired.values_list("parent_id", "name"))
    others = Area.objects.filter(parent__in={*created, *recoded, *(parent for parent, _name in names)})
    return any(
        parent in created or (day is None and (parent in recoded or (parent, name) in names))
        for parent, name, day in others.exclude(pk__in=ids).values_list("parent_id", "name", "valid_to")
    )


def goes_along(redivision: Redivision) -> str:
    """What the plan takes along, for the preview: "posts 2; matters 14"."""
    old = [int(pk) for pk in redivision.plan["along"]]
    counts = {}
    for entry in registry.moves_along.values():
        columns = [rows for name, rows in entry.remember(old).items() if "." in name]
        counts[str(entry.label)] = max((sum(map(len, rows.values())) for rows in columns), default=0)
    return _counted(counts)


def _counted(counts: Mapping[str, int]) -> str:
    return str(_("; ")).join(f"{label} {count}" for label, count in counts.items() if count)


def _need(by, top: Area) -> None:
    need(by, SHAPE_AREA, top)


def _whole(file) -> bytes:
    file.seek(0)
    return file.read()


def _below(top: Area) -> list[Area]:
    return list(Area.objects.within(top).unretired().exclude(pk=top.pk).order_by("lft"))


def _organisations(rows: Iterable[Row], top: Area) -> dict[str, int]:
    """Those that the sheet names: by credit code, and by a name that one alone of the district has, or one at all.

    Also one that has closed, where an area stands in its name.
    """
    named = {line.get(head) for _number, line in cells(rows) for head in ("uscc", "organisation")} - {None, ""}
    standing = Q(closed_on=None) | Q(pk__in=Area.objects.within(top).values("organisation"))
    there = Organisation.objects.filter(Q(uscc__in=named) | Q(name__in=named), standing)
    found = list(there.values_list("pk", "uscc", "name", "area__district_id"))
    by_name: dict[str, int] = {}
    for of in (found, [row for row in found if row[3] == top.district_id]):
        times = Counter(name for _pk, _uscc, name, _district in of)
        by_name |= {name: pk for pk, _uscc, name, _district in of if times[name] == 1}
    return by_name | {uscc: pk for pk, uscc, _name, _district in found if uscc}


def _taken(top: Area) -> set[str]:
    return set(AreaCode.objects.filter(code__startswith=top.code).values_list("code", flat=True))


def _homeless(retired: list[dict]) -> list[tuple[None, str]]:
    """Areas that would retire while something is registered in them and goes nowhere."""
    found: list[tuple[None, str]] = []
    for area in Area.objects.filter(pk__in=[area["id"] for area in retired if not area["into"]]):
        if what := holding(area, below=False):
            words = _("%(name)s (%(code)s) would retire with %(what)s: name it in a line's “from”")
            found.append((None, words % {"name": area.name, "code": area.code, "what": what}))
    return found


def _new(area: dict, ids: dict[str, int], top: Area) -> NewArea:
    return NewArea(
        ids[area["key"]], ids.get(area["parent"], area["parent"]), top.tree_id, area["kind"], area["code"],
        area["name"], area["nature"], area["organisation"], area["boundary"],
    )  # fmt: skip


def _retire(ids: list[int], today, reason: str) -> None:
    Area.objects.filter(pk__in=ids, valid_from__gt=today).update(valid_from=today)
    Area.objects.filter(pk__in=ids).update(valid_to=today, retired_reason=reason)


def _make_way(changed: list[dict], to_come: Iterable[dict]) -> None:
    with connection.cursor() as cursor:
        make_way(cursor, [area["id"] for area in changed], [area["name"] for area in to_come])


def _write(changed: list[dict], ids: dict[str, int]) -> None:
    """Parents, codes and descriptions of areas that stay, in one statement."""
    rows = [
        (area["id"], ids.get(area["parent"], area["parent"]), area["code"], area["name"], *pinyin.key(area["name"]),
         area["nature"], area["organisation"], area["boundary"])
        for area in changed
    ]  # fmt: skip
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE grids_area a SET parent_id = n.parent, code = n.code, name = n.name, pinyin = n.pinyin,"
                " initials = n.initials, nature = n.nature, organisation_id = n.organisation, boundary = n.boundary"
                " FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],"
                " %s::bigint[], %s::text[])"
                " AS n(id, parent, code, name, pinyin, initials, nature, organisation, boundary) WHERE a.id = n.id",
                [list(column) for column in zip(*rows, strict=True)],
            )


def _tell(redivision: Redivision, kind: str, by) -> None:
    """Whoever serves in an area that is another now, or that one came to or went from, is told once."""
    plan, undo = redivision.plan, redivision.undo
    own = {area["id"] for area in chain(plan["changed"], plan["retired"])} | {
        *undo["created"],
        *undo["along"].values(),
    }
    above = {area["was"]["parent"] for area in plan["changed"]}
    above.update(Area.objects.filter(pk__in=own).values_list("parent_id", flat=True))
    tell_serving(own | above, kind, {"place": redivision.area.short_name, "why": redivision.reason}, by=by)


def _cascade_later() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('linli.cascade', 'later', true)")


def _cascade(moved: list[int]) -> None:
    """The ids above everything below the moved areas and in every row there, once for all of them."""
    with connection.cursor() as cursor:
        if moved:
            cursor.execute("SELECT linli_cascade(%s)", [moved])
        cursor.execute("SELECT set_config('linli.cascade', '', true)")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _remove(created: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM grids_areagrant WHERE content_object_id = ANY(%s)", [created])
        cursor.execute("DELETE FROM grids_areacode WHERE area_id = ANY(%s)", [created])
        cursor.execute("DELETE FROM grids_area WHERE id = ANY(%s)", [created])


def _registered_since(created: list[int], undo: dict) -> str:
    """Rows in the new areas that did not come there with the re-division, in words with counts."""
    came: dict[str, set[tuple[int, int]]] = {}
    labels: dict[str, str] = {}
    for name, entry in registry.moves_along.items():
        for column, rows in undo["remembered"].get(name, {}).items():
            if "." in column:
                lay = [(pk, undo["along"].get(area)) for area, pks in rows.items() for pk in pks]
                labels[column], came[column] = str(entry.label), set(lay)
    found: dict[str, int] = {}
    for table, key, column, called in _references():
        if (of := f"{table}.{column}") not in NOT_REGISTERED:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT {key}, "{column}" FROM {table} WHERE "{column}" = ANY(%s)', [created])
                since = set(cursor.fetchall()) - came.get(of, set())
            label = labels.get(of, called)
            found[label] = max(found.get(label, 0), len(since))
    return _counted(found)


def _references() -> list[tuple[str, str, str, str]]:
    """Every column of the database that refers to an area, of whichever app, with the table's primary key, and what
    its rows are called.
    """
    relations = [
        field for field in Area._meta.get_fields(include_hidden=True) if field.one_to_many or field.one_to_one
    ]
    fields = [relation.field for relation in relations if relation.auto_created and relation.field.db_constraint]
    tables = [(field.column, field.model._meta) for field in fields]
    return [(meta.db_table, meta.pk.column, column, str(meta.verbose_name)) for column, meta in tables]
