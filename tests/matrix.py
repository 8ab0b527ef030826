"""Every address of the portal and who may open it: read by tests/test_scope.py and tests/test_scope_matrix.py.

A new address fails those tests until it is named here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

# No login: signing in itself, how the pages look, the monitors' page, the reporter's secret link,
# the check of a certificate, the links of a service order and the page where one is placed.
PUBLIC = {
    "accounts:login",
    "accounts:code",
    "display",
    "set_language",
    "healthz",
    "reporter:show",
    "reporter:photo",
    "verify:show",
    "passbook:show",
    "proof:show",
    "door:show",
    "orderer:menu",
    "orderer:place",
    "orderer:show",
    "serve:show",
    "serve:watch",
}

# What the name of a part of an address must look like, where a pattern asks for more than "x" or 1.
SAMPLES = {"state": "on"}


@dataclass(frozen=True, slots=True)
class Page:
    """of: the kind of thing it is about ("" for none). read: whoever holds one of these where the thing lies sees it.

    needs: besides, the page itself takes one of these, held anywhere. Nothing in read or needs: everybody signed in.
    """

    of: str = ""
    read: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    args: Callable = field(default=lambda thing: [thing.code])


def number(thing):
    return [thing.number]


def key(thing):
    return [thing.pk]


def reference(thing):
    return [thing.ref]


def night(thing):
    return [thing.watch.ref, thing.pk]


def stood(thing):
    return night(thing.participation.activity.night)


def place_of(thing):
    return [*stood(thing), thing.participation_id]


def account(thing):
    return [thing.username]


def pair(thing):
    return [thing[0].ref, thing[1].ref]


RESIDENT = ("read_resident",)
ANONYMISE = ("anonymise_residents",)
AREA, CASE, POST = ("read_area",), ("read_case",), ("read_area",)
KEEP = ("manage_users",)
APPOINT = ("appoint", "manage_roles")
RULES = ("manage_rules",)
TABLE, CERTIFICATE = ("export_residents",), ("issue_certificate",)
IMPORT = ("import_residents",)
POINTS, SHOP = ("read_points",), ("keep_shop",)
VOLUNTEERS, RUN_TEAMS, KEEP_VOLUNTEERS = ("read_volunteers",), ("keep_teams",), ("keep_volunteers",)
DISPATCH, CERTIFY = ("dispatch_orders",), ("certify_volunteering",)

PAGES: dict[str, Page] = {
    "desk": Page(),
    "accounts:logout": Page(),
    "accounts:hat": Page(),
    "accounts:settings": Page(),
    "accounts:password": Page(),
    "accounts:totp": Page(),
    "accounts:totp_image": Page(),
    "accounts:sessions": Page(),
    "accounts:draft": Page(),
    "accounts:drop_draft": Page(),
    "accounts:people": Page(needs=KEEP),
    "accounts:new_person": Page(needs=KEEP),
    "accounts:person": Page("person", KEEP, args=account),
    "accounts:edit_person": Page("person", KEEP, args=account),
    "accounts:lock": Page("person", KEEP, args=account),
    "accounts:unlock": Page("person", KEEP, args=account),
    "accounts:lift_lockout": Page("person", KEEP, args=account),
    "accounts:reset": Page("person", KEEP, args=account),
    "accounts:reveals": Page(needs=("read_logs",)),
    "posts:list": Page(),
    "posts:vacancies": Page(),
    "posts:load": Page(),
    "posts:appoint": Page(needs=APPOINT),
    "posts:roles": Page(),
    "posts:role": Page("role", needs=("manage_roles",)),
    "posts:departments": Page(),
    "posts:new_department": Page(needs=("appoint",)),
    "posts:department": Page("department", needs=("appoint",)),
    "posts:detail": Page("post", POST, args=key),
    "posts:areas": Page("post", POST, APPOINT, args=key),
    "posts:end": Page("post", POST, APPOINT, args=key),
    "areas:browse": Page(),
    "areas:detail": Page("area", AREA),
    "areas:branch": Page("area", AREA),
    "areas:history": Page("area", AREA),
    "areas:edit": Page("area", AREA, ("edit_area",)),
    "areas:add": Page("area", AREA, ("shape_area",)),
    "areas:move": Page("area", AREA, ("shape_area",)),
    "areas:retire": Page("area", AREA, ("shape_area",)),
    "areas:labels": Page("area", AREA, ("shape_area",)),
    "areas:redivide": Page("area", AREA, ("shape_area",)),
    "areas:redivision_sheet": Page("area", AREA, ("shape_area",)),
    "areas:redivision": Page("redivision", AREA, ("shape_area",), lambda thing: [thing.area.code, thing.pk]),
    "areas:redivision_upload": Page("redivision", AREA, ("shape_area",), lambda thing: [thing.area.code, thing.pk]),
    "organisations:list": Page(),
    "organisations:add": Page(needs=("edit_organisation",)),
    "organisations:sheet": Page(needs=("edit_organisation",)),
    "organisations:sheet_write": Page(needs=("edit_organisation",)),
    "organisations:sheet_marked": Page(needs=("edit_organisation",)),
    "organisations:sheet_pattern": Page(needs=("edit_organisation",)),
    "organisations:detail": Page("organisation", AREA, args=key),
    "organisations:edit": Page("organisation", AREA, ("edit_organisation",), key),
    "inbox:list": Page(),
    "inbox:read_all": Page(),
    "inbox:open": Page("notice", ("nobody",), args=key),
    "figures:list": Page(),
    "calendar:years": Page(),
    "calendar:year": Page("year", args=lambda year: [year]),
    "calendar:sheet": Page("year", args=lambda year: [year]),
    "calendar:import": Page(needs=RULES),
    "calendar:confirm": Page(needs=RULES),
    "calendar:marked": Page(needs=RULES),
    "calendar:anew": Page(needs=RULES),
    "limits:list": Page(),
    "limits:try": Page(),
    "limits:provisional": Page(),
    "limits:new": Page(needs=("manage_rules", "shorten_limits")),
    "limits:rule": Page("limit", args=key),
    "limits:change": Page("limit", needs=RULES, args=key),
    "limits:end": Page("limit", needs=RULES, args=key),
    "limits:categories": Page(),
    "limits:category": Page("category"),
    "limits:new_category": Page(needs=RULES),
    "limits:switch_category": Page("category", needs=RULES, args=lambda category: [category.code, "off"]),
    "fields:list": Page(),
    "fields:field": Page("field"),
    "fields:verify": Page("field", needs=RULES),
    "fields:switch": Page("field", needs=RULES, args=lambda field: [field.code, "off"]),
    "tables:list": Page(),
    "tables:new": Page(needs=TABLE),
    "tables:detail": Page("table", TABLE, args=reference),
    "tables:confirm": Page("table", TABLE, ("read_full_numbers",), args=reference),
    "tables:refuse": Page("table", TABLE, args=reference),
    "tables:send_back": Page("table", TABLE, args=reference),
    "tables:letter": Page("table", TABLE, args=reference),
    "tables:file": Page("table", ("nobody",), args=reference),
    "burden:year": Page(needs=TABLE),
    "points:list": Page(),
    "points:new": Page(needs=("keep_points",)),
    "points:open": Page(),
    "points:rules": Page(),
    "points:claims": Page(),
    "points:shop": Page(),
    "points:exchanges": Page(),
    "points:movements": Page(),
    "points:photo": Page("item_shown", POINTS, args=reference),
    "points:statement": Page("scheme", POINTS, args=key),
    "points:scheme": Page("scheme", POINTS, ("keep_point_rules",), args=key),
    "points:new_rule": Page("scheme", POINTS, ("keep_point_rules",), args=key),
    "points:new_scheme": Page(needs=("keep_point_rules",)),
    "points:claim": Page("claim", POINTS, args=reference),
    "points:certify": Page("claim", POINTS, args=reference),
    "points:claim_act": Page("claim", POINTS, args=lambda claim: [claim.ref, "refuse"]),
    "points:new_item": Page("points_shop", POINTS, SHOP, args=key),
    "points:item": Page("item", POINTS, args=reference),
    "points:exchange": Page("exchange", POINTS, args=reference),
    "points:exchange_act": Page("exchange", POINTS, SHOP, args=lambda made: [made.ref, "cancel"]),
    "points:passbook": Page("passbook", POINTS, args=reference),
    "points:claim_new": Page("passbook", POINTS, ("keep_points",), args=reference),
    "points:print": Page("passbook", POINTS, args=reference),
    "points:take_over": Page("passbooks", POINTS, ("keep_points",), args=pair),
    "points:redeem": Page("exchange", POINTS, SHOP, args=lambda made: [made.account.ref, made.item.ref]),
    "volunteers:list": Page(),
    "volunteers:new_team": Page(needs=RUN_TEAMS),
    "volunteers:team": Page("team", VOLUNTEERS, args=reference),
    "volunteers:team_act": Page("team", VOLUNTEERS, RUN_TEAMS, lambda team: [team.ref, "join"]),
    "volunteers:part": Page("member", VOLUNTEERS, RUN_TEAMS, lambda member: [member.team.ref, member.pk]),
    "volunteers:lead": Page("member", VOLUNTEERS, RUN_TEAMS, lambda member: [member.team.ref, member.pk]),
    "volunteers:give_up": Page("team_line", VOLUNTEERS, RUN_TEAMS, lambda line: [line.team.ref, line.pk]),
    "volunteers:lists": Page("small_list", args=lambda kind: [kind]),
    "volunteers:new_entry": Page("small_list", needs=(*RUN_TEAMS, *RULES), args=lambda kind: [kind]),
    "volunteers:entry": Page("topic", VOLUNTEERS, args=lambda topic: ["topics", topic.code]),
    "volunteers:entry_act": Page("topic", VOLUNTEERS, RUN_TEAMS, lambda topic: ["topics", topic.code, "change"]),
    "volunteers:give_up_line": Page("pattern_line", VOLUNTEERS, RUN_TEAMS, lambda line: [line.pattern.code, line.pk]),
    "volunteers:activities": Page(),
    "volunteers:new_activity": Page(needs=RUN_TEAMS),
    "volunteers:activity": Page("activity", VOLUNTEERS, args=reference),
    "volunteers:activity_act": Page("activity", VOLUNTEERS, RUN_TEAMS, lambda one: [one.ref, "edit"]),
    "volunteers:sign_up": Page("activity", VOLUNTEERS, KEEP_VOLUNTEERS, args=reference),
    "volunteers:activity_photo": Page("activity_photo", VOLUNTEERS, args=lambda photo: [photo.activity.ref, photo.pk]),
    "volunteers:poster": Page("activity", VOLUNTEERS, KEEP_VOLUNTEERS, args=reference),
    "volunteers:place_move": Page(
        "participation", VOLUNTEERS, KEEP_VOLUNTEERS, lambda place: [place.activity.ref, place.pk, "come"]
    ),
    "volunteers:watches": Page(),
    "volunteers:new_watch": Page(needs=RUN_TEAMS),
    "volunteers:watch": Page("watch", VOLUNTEERS, args=reference),
    "volunteers:watch_act": Page("watch", VOLUNTEERS, RUN_TEAMS, lambda watch: [watch.ref, "plan"]),
    "volunteers:watch_turns": Page("watch", VOLUNTEERS, args=reference),
    "volunteers:watch_sheet": Page("watch", VOLUNTEERS, args=reference),
    "volunteers:watch_part": Page("watch_member", VOLUNTEERS, RUN_TEAMS, lambda one: [one.watch.ref, one.pk]),
    "volunteers:watch_link": Page("watch_member", VOLUNTEERS, RUN_TEAMS, lambda one: [one.watch.ref, one.pk]),
    "volunteers:watch_night": Page("watch_night", VOLUNTEERS, args=night),
    "volunteers:watch_night_act": Page("watch_night", VOLUNTEERS, RUN_TEAMS, lambda one: [*night(one), "cancel"]),
    "volunteers:watch_fill": Page("watch_stand", VOLUNTEERS, RUN_TEAMS, lambda one: [*stood(one), one.slot_id]),
    "volunteers:watch_off": Page("watch_stand", VOLUNTEERS, RUN_TEAMS, place_of),
    "volunteers:watch_swap": Page("watch_stand", VOLUNTEERS, RUN_TEAMS, place_of),
    "volunteers:watch_answer": Page(
        "watch_swap", VOLUNTEERS, RUN_TEAMS, lambda one: [*night(one.giver.activity.night), one.pk, "decline"]
    ),
    "volunteers:hours": Page(),
    "volunteers:hours_sheet": Page(needs=TABLE),
    "volunteers:reverse_hours": Page("certified_place", VOLUNTEERS, CERTIFY, key),
    "volunteers:trainings": Page(),
    "volunteers:new_training": Page(needs=RUN_TEAMS),
    "volunteers:trained": Page(),
    "volunteers:training": Page("training", VOLUNTEERS, args=reference),
    "volunteers:training_act": Page("training", VOLUNTEERS, RUN_TEAMS, lambda one: [one.ref, "correct"]),
    "volunteers:certificates": Page(),
    "volunteers:certificate": Page("service_certificate", VOLUNTEERS, args=reference),
    "volunteers:print_certificate": Page("service_certificate", VOLUNTEERS, CERTIFY, args=reference),
    "volunteers:revoke_certificate": Page("service_certificate", VOLUNTEERS, CERTIFY, args=reference),
    "volunteers:orders": Page(),
    "volunteers:provisional_orders": Page(),
    "volunteers:new_order": Page(needs=KEEP_VOLUNTEERS),
    "volunteers:order_menu": Page(),
    "volunteers:new_service": Page("area", VOLUNTEERS, DISPATCH),
    "volunteers:order_page": Page("area", VOLUNTEERS, DISPATCH),
    "volunteers:service": Page("service", VOLUNTEERS, DISPATCH, lambda item: [item.area.code, item.pk]),
    "volunteers:service_act": Page("service", VOLUNTEERS, DISPATCH, lambda item: [item.area.code, item.pk, "pause"]),
    "volunteers:order": Page("order", VOLUNTEERS, args=reference),
    "volunteers:order_by_rule": Page("order", VOLUNTEERS, DISPATCH, args=reference),
    "volunteers:order_check": Page("order", VOLUNTEERS, DISPATCH, args=reference),
    "volunteers:order_why": Page("order", VOLUNTEERS, args=reference),
    "volunteers:order_link": Page("order", VOLUNTEERS, KEEP_VOLUNTEERS, args=reference),
    "volunteers:order_act": Page("order", VOLUNTEERS, DISPATCH, lambda order: [order.ref, "cancel"]),
    "volunteers:order_reveal": Page("order", VOLUNTEERS, ("reveal",), lambda order: [order.ref, "phone"]),
    "volunteers:order_photo": Page("order_photo", VOLUNTEERS, args=lambda photo: [photo.order.ref, photo.pk]),
    "volunteers:offer_link": Page("order_offer", VOLUNTEERS, DISPATCH, lambda one: [one.order.ref, one.pk]),
    "volunteers:offer_look": Page("order_offer", VOLUNTEERS, DISPATCH, lambda one: [one.order.ref, one.pk]),
    "volunteers:offer_ask": Page("order_offer", VOLUNTEERS, args=lambda one: [one.order.ref, one.pk, "return"]),
    "volunteers:offer_answer": Page("order_offer", VOLUNTEERS, DISPATCH, lambda one: [one.order.ref, one.pk, "take"]),
    "volunteers:wishes": Page(),
    "volunteers:new_wish": Page(needs=KEEP_VOLUNTEERS),
    "volunteers:wish": Page("wish", VOLUNTEERS, args=reference),
    "volunteers:wish_look": Page("wish", VOLUNTEERS, ("nobody",), args=reference),
    "volunteers:wish_act": Page("wish", VOLUNTEERS, DISPATCH, lambda wish: [wish.ref, "show"]),
    "volunteers:wish_reveal": Page("wish", VOLUNTEERS, ("reveal",), lambda wish: [wish.ref, "name"]),
    "volunteers:wish_photo": Page("wish_photo", VOLUNTEERS, args=lambda line: [line.wish.ref, line.pk]),
    "volunteers:people": Page(),
    "volunteers:take_in": Page(needs=KEEP_VOLUNTEERS),
    "volunteers:person": Page("volunteer", VOLUNTEERS, args=reference),
    "volunteers:person_act": Page("volunteer", VOLUNTEERS, KEEP_VOLUNTEERS, lambda one: [one.ref, "skills"]),
    "volunteers:new_certificate": Page("volunteer", VOLUNTEERS, CERTIFY, args=reference),
    "volunteers:record_line": Page(
        "commendation", VOLUNTEERS, KEEP_VOLUNTEERS, lambda one: [one.volunteer.ref, "commendation", one.pk, "strike"]
    ),
    "volunteers:reveal": Page("volunteer", VOLUNTEERS, ("reveal",), args=reference),
    "certificates:list": Page(),
    "certificates:kinds": Page(),
    "certificates:new_kind": Page(needs=RULES),
    "certificates:kind": Page("certificate_kind", needs=RULES, args=lambda kind: [kind.code]),
    "certificates:new": Page(needs=CERTIFICATE),
    "certificates:detail": Page("certificate", CERTIFICATE, args=reference),
    "certificates:print": Page("certificate", CERTIFICATE, args=reference),
    "certificates:withdraw": Page("certificate", CERTIFICATE, args=reference),
    "imports:list": Page(needs=IMPORT),
    "imports:template": Page(needs=IMPORT),
    "imports:detail": Page("ledger", IMPORT, args=reference),
    "imports:columns": Page("ledger", IMPORT, args=reference),
    "imports:decide": Page("ledger", IMPORT, args=reference),
    "imports:write": Page("ledger", IMPORT, args=reference),
    "imports:drop": Page("ledger", IMPORT, args=reference),
    "imports:undo": Page("ledger", IMPORT, args=reference),
    "imports:wrong": Page("ledger", ("nobody",), args=reference),
    "exports:people": Page(needs=("export_residents",)),
    "exports:homes": Page(needs=("export_residents",)),
    "residents:list": Page(),
    "residents:find": Page(needs=RESIDENT),
    "residents:new": Page(needs=("edit_resident",)),
    "residents:detail": Page("resident", RESIDENT, args=reference),
    "exports:log": Page(needs=("export_residents", "read_logs")),
    "residents:on": Page("resident", RESIDENT, args=reference),
    "residents:held": Page("resident", RESIDENT, ("reveal",), reference),
    "residents:confirm": Page("resident", RESIDENT, ("edit_resident",), reference),
    "residents:act": Page("resident", RESIDENT, ("edit_resident",), lambda resident: [resident.ref, "correct"]),
    "residents:reveal": Page("resident", RESIDENT, ("reveal",), lambda resident: [resident.ref, "phone"]),
    "households:list": Page(),
    "households:new": Page(needs=("edit_resident",)),
    "households:home": Page("dwelling", RESIDENT, args=reference),
    "households:home_act": Page("dwelling", RESIDENT, ("edit_resident",), lambda home: [home.ref, "change"]),
    "households:detail": Page("household", RESIDENT, args=reference),
    "households:on": Page("household", RESIDENT, args=reference),
    "households:act": Page("household", RESIDENT, ("edit_resident",), lambda household: [household.ref, "relations"]),
    "care:list": Page(),
    "care:visits": Page(),
    "care:looks": Page(needs=("read_logs",)),
    "care:asked": Page("help_asked", ("nobody",), args=reference),
    "care:categories": Page(),
    "care:category": Page("care_category"),
    "care:new_category": Page(needs=RULES),
    "care:correct_category": Page("care_category", needs=RULES),
    "care:shorten": Page("care_category", needs=("shorten_limits",)),
    "care:ended": Page(needs=("read_care_sealed",)),
    "care:forget": Page("care_sealed", ("read_care_sealed",), ("anonymise_residents",), reference),
    "care:new": Page("resident", ("read_resident",), ("keep_care",), reference),
    "care:glass": Page("resident", ("read_resident",), ("break_care",), reference),
    "care:detail": Page("care", ("read_care",), args=reference),
    "care:document": Page("care", ("read_care",), args=reference),
    "care:need": Page("care_visit", ("read_care",), args=lambda visit: [visit.care.ref, visit.ref]),
    "care:act": Page("care", ("read_care",), ("keep_care",), lambda care: [care.ref, "grade"]),
    "cases:list": Page(),
    "cases:bulk": Page(),
    "cases:next": Page(),
    "cases:counts": Page(),
    "cases:save_filter": Page(),
    "cases:saved": Page("saved_filter", ("nobody",), args=key),
    "cases:delete_saved": Page("saved_filter", ("nobody",), args=key),
    "cases:export": Page(needs=("export_case",)),
    "cases:report": Page(needs=("report_case",)),
    "cases:kept": Page("upload", ("nobody",), args=lambda thing: [thing.pk]),
    "cases:detail": Page("case", CASE, args=number),
    "cases:why": Page("case", CASE, args=number),
    "cases:act": Page("case", CASE, args=lambda case: [case.number, "accept"]),
    "cases:link": Page("case", CASE, ("read_case",), number),
    "cases:card": Page("card", CASE, args=lambda card: [card.case.number, card.pk, "lift"]),
    "cases:photo": Page("photo", CASE, args=lambda photo: [photo.case.number, photo.pk]),
    "duplicates:list": Page(needs=RESIDENT),
    "duplicates:merged": Page(needs=RESIDENT),
    "duplicates:compare": Page("pair", RESIDENT, args=pair),
    "duplicates:merge": Page("pair", RESIDENT, ("edit_resident",), pair),
    "duplicates:apart": Page("pair", RESIDENT, ("edit_resident",), pair),
    "duplicates:undo": Page("merge", RESIDENT, ("edit_resident",), lambda merge: [merge.dropped.ref]),
    "retention:list": Page(needs=ANONYMISE),
    "retention:rules": Page(),
    "retention:rule": Page("keeping_rule"),
    "retention:propose": Page(needs=ANONYMISE),
    "retention:confirm": Page("erasure", ANONYMISE, args=lambda erasure: [erasure.resident.ref]),
    "retention:drop": Page("erasure", ANONYMISE, args=lambda erasure: [erasure.resident.ref]),
    "cases:reveal": Page("case", CASE, ("reveal",), lambda case: [case.number, "reporter_phone"]),
}

# Public facts: seen wherever they lie by whoever holds the right anywhere.
EVERYWHERE = {"organisation"}
# Seen also from the areas below those they serve.
FROM_BELOW = {
    "topic", "pattern_line", "activity_photo", "team", "member", "team_line", "activity", "participation",
    "certified_place", "training",
    "watch", "watch_member", "watch_night", "watch_stand", "watch_swap",
}  # fmt: skip
