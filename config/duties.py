"""docs/permissions.md: which role may do what, read from the roles an installation starts with and the acts' table."""

import tomllib
from collections.abc import Iterator

from cases.enums import Act, Status
from cases.rules import BY_LEVEL
from cases.workflow import MOVES, REOPEN_GRANT, REOPENS, UNDONE
from grids import permissions
from grids.actions.roles import ADMINISTRATORS
from grids.enums import Kind
from grids.reference import ROLES

HEAD = """# What each role may do

Written from the code by `manage.py write_docs`; do not edit. These are the roles an installation starts with
(`grids/data/roles.toml`). The security administrator changes them on `/posts/roles/`; a role changed there is left
alone by the loader.

A role is a named set of permissions. Somebody holds them through a **post**: this person, in this role, over these
areas (and for a role that asks for it, this department), from this day to that.

- **Write**: what the role allows, in the areas of the post one acts in (the hat) and everything below them.
- **Read**: the areas of all one's posts and below; besides them matters that are assigned to oneself or one's
  department, or that one reported. A department reads nothing else.
- Everything beyond answers 404, as if it did not exist.
- Every record says why somebody sees it (“Why can I see this?”) and, to administrators, who else does.
"""


def page() -> str:
    return "\n".join([HEAD, *_roles(), *_grants(), *_administrators(), *_acts()])


def _roles() -> Iterator[str]:
    yield "## Roles\n"
    yield "| Role | | Code | Serves at | Heads its areas | For a department |"
    yield "|---|---|---|---|---|---|"
    for role in _data()["role"]:
        yield row(
            role["en"], role["zh"], f"`{role['code']}`", Kind(role["kind"]).label,
            _tick(role.get("head")), _tick(role.get("needs_department")),
        )  # fmt: skip
    yield ""


def _grants() -> Iterator[str]:
    roles = [(role["en"], _held(role)) for role in _data()["role"]]
    for app in dict.fromkeys(grant.app for grant in permissions.all_grants()):
        yield f"## Permissions of `{app}`\n"
        yield row("May", "Codename", *(name for name, _held_ in roles))
        yield "|---|---|" + ":-:|" * len(roles)
        for grant in permissions.all_grants():
            if grant.app == app:
                yield row(
                    grant.label, f"`{grant.codename}`", *(_tick(grant.codename in held) for _name, held in roles)
                )
        yield ""


def _administrators() -> Iterator[str]:
    names = {role["code"]: role["en"] for role in _data()["role"]}
    yield "## Three administrators\n"
    yield (
        f"{', '.join(names[code] for code in ADMINISTRATORS)}: three duties, three different people (三员分立). Their "
        "permissions are fixed, nobody holds two of them, each needs a second factor, and none of them reads matters. "
        "Only the security administrator appoints them; nobody appoints themselves.\n"
    )


def _acts() -> Iterator[str]:
    yield "## Acts on a matter\n"
    yield (
        "The act is the `data-act` of its form. *Own*: only by whom the matter is assigned to. *Another*: by another "
        "person than the one who handled it, whatever hats they hold. *Level*: by the level the matter has been "
        "handed to, or above; a supervision is answered by whoever handles the matter, too.\n"
    )
    yield row("Act", "`data-act`", "In step", "Permission", "Then", "Besides")
    yield "|---|---|---|---|---|---|"
    yield row(Act.REPORT.label, "`report`", "—", "`report_case`", "opens", "")
    yield row(Act.SETTLE.label, "`settle`", "—", "`settle_case`", "opens, settled at once", "")
    for act, move in MOVES.items():
        steps = ", ".join(str(step.label) for step in sorted(move.steps, key=lambda step: step.number))
        then = move.ends.label if move.ends else move.to.label if move.to else ""
        besides = [
            word
            for word, holds in (
                ("own", move.mine), ("another", move.other), ("level", act in BY_LEVEL), ("reason", move.reason),
                ("evidence", move.evidence), ("also while suspended", move.while_paused),
            )
            if holds
        ]  # fmt: skip
        yield row(act.label, f"`{act}`", steps, f"`{move.grant}`", then, ", ".join(besides))
    yield row(Act.REOPEN.label, "`reopen`", "after the end", f"`{REOPEN_GRANT}`", "assigned again", f"{REOPENS} time")
    ended = ", ".join(str(status.label) for status in Status if status in UNDONE)
    grant = MOVES[Act.REFUSE].grant
    yield row(Act.RESTORE.label, "`restore`", ended, f"`{grant}`", "the step it left", "level, reason")
    yield ""
    yield (
        "A matter may be withdrawn only by whoever reported it, who may also take that back, ask once that it be "
        "opened again, and rates it unless a resident reported it to them or they handled it. The reporter's link "
        "(`/r/<token>/`) shows how the matter stands, names no staff, and takes a rating."
    )
    yield ""


def _data() -> dict:
    return tomllib.loads(ROLES.read_text())


def _held(role: dict) -> set[str]:
    sets = _data()["sets"]
    return {*(grant for name in role.get("sets", ()) for grant in sets[name]), *role.get("grants", ())}


def _tick(holds) -> str:
    return "✓" if holds else ""


def row(*cells) -> str:
    """One line of a table; what would break it is escaped."""
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
