"""Addresses of partners, the three lists and pledges: a part of tests/party_matrix.py."""

from tests.addressed import KEEP_PARTIES, PARTIES, Page, reference

PARTNERS: dict[str, Page] = {
    "parties:partners:list": Page(),
    "parties:partners:new": Page(needs=KEEP_PARTIES),
    "parties:partners:contributions": Page(),
    "parties:partners:meetings": Page(),
    "parties:partners:new_meeting": Page("organization", PARTIES, KEEP_PARTIES, reference),
    "parties:partners:meeting": Page("joint_meeting", PARTIES, args=reference),
    "parties:partners:correct_meeting": Page("joint_meeting", PARTIES, KEEP_PARTIES, reference),
    "parties:partners:partner": Page("partner", PARTIES, args=reference),
    "parties:partners:sheet": Page("partner", PARTIES, args=reference),
    "parties:partners:agreement": Page("partner_paper", PARTIES, args=reference),
    "parties:partners:act": Page("partner", PARTIES, KEEP_PARTIES, lambda one: [one.ref, "renew"]),
    "parties:partners:strike": Page("contribution", PARTIES, KEEP_PARTIES, lambda one: [one.partner.ref, one.pk]),
    "parties:partners:lists": Page(),
    "parties:partners:entries": Page(),
    "parties:partners:claims": Page(),
    "parties:partners:new_entry": Page("organization", PARTIES, KEEP_PARTIES, lambda one: [one.ref, "need"]),
    "parties:partners:quarter": Page("organization", PARTIES, args=lambda one: [one.ref, "2026-4"]),
    "parties:partners:entry": Page("list_entry", PARTIES, args=reference),
    "parties:partners:entry_act": Page("list_entry", PARTIES, KEEP_PARTIES, lambda one: [one.ref, "change"]),
    "parties:partners:evidence": Page("list_evidence", PARTIES, args=lambda one: [one.entry.ref, one.pk]),
    "parties:partners:claim_act": Page(
        "list_claim", PARTIES, KEEP_PARTIES, lambda one: [one.entry.ref, one.pk, "give_up"]
    ),
    "parties:partners:drives": Page(),
    "parties:partners:new_drive": Page(needs=KEEP_PARTIES),
    "parties:partners:signatories": Page(),
    "parties:partners:texts": Page(),
    "parties:partners:new_text": Page(needs=KEEP_PARTIES),
    "parties:partners:text": Page("pledge_text", PARTIES, args=reference),
    "parties:partners:revise": Page("pledge_text", PARTIES, KEEP_PARTIES, reference),
    "parties:partners:drive": Page("pledge_drive", PARTIES, args=reference),
    "parties:partners:pledge_sheet": Page("pledge_drive", PARTIES, args=reference),
    "parties:partners:drive_act": Page("pledge_drive", PARTIES, KEEP_PARTIES, lambda one: [one.ref, "add"]),
    "parties:partners:pledge_copy": Page("pledge", PARTIES, args=lambda one: [one.drive.ref, one.pk]),
    "parties:partners:scan": Page("pledge_scan", PARTIES, args=lambda one: [one.drive.ref, one.pk]),
    "parties:partners:pledge_act": Page(
        "pledge", PARTIES, KEEP_PARTIES, lambda one: [one.drive.ref, one.pk, "strike"]
    ),
}
