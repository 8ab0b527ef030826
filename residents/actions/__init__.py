"""Every change of the registers: one function, one transaction, with who, in which post, when and why."""

from grids.as_shown import ChangedMeanwhile
from residents.actions.care import (
    CareStale,
    add_helper,
    change_grade,
    end_helper,
    extend_care,
    name_responsible,
    open_care,
    shorten_term,
)
from residents.actions.care_asked import ask_help, help_was_given
from residents.actions.care_categories import keep_category
from residents.actions.care_end import confirm_closing, propose_closing, refuse_closing
from residents.actions.care_erase import confirm_forgetting, drop_forgetting, propose_forgetting
from residents.actions.care_glass import allow_look, break_glass, look
from residents.actions.care_handed import accept_care, send_back
from residents.actions.care_visits import pass_on, record_visit, take_back
from residents.actions.change import confirm, correct, end_trait, recognise
from residents.actions.death import correct_death
from residents.actions.homes import (
    add_dwelling,
    change_dwelling,
    change_register_type,
    open_household,
    withdraw_dwelling,
)
from residents.actions.keeping_rules import correct_rule
from residents.actions.leases import end_lease, let, withdraw_lease
from residents.actions.merge import entries_of, merge, tell_apart, unmerge
from residents.actions.move import died, join, move, move_out, move_registration, split, split_to
from residents.actions.people import Person, register, register_at
from residents.actions.retention import confirm_erasure, drop_erasure, propose_erasure
from residents.actions.start import Stale
from residents.actions.stays import correct_since
from residents.actions.take_over import take_over
from residents.actions.together import change_relations, move_together

__all__ = [
    "CareStale",
    "ChangedMeanwhile",
    "Person",
    "Stale",
    "accept_care",
    "add_dwelling",
    "add_helper",
    "allow_look",
    "ask_help",
    "break_glass",
    "change_dwelling",
    "change_grade",
    "change_register_type",
    "change_relations",
    "confirm",
    "confirm_closing",
    "confirm_erasure",
    "confirm_forgetting",
    "correct",
    "correct_death",
    "correct_rule",
    "correct_since",
    "died",
    "drop_erasure",
    "drop_forgetting",
    "end_helper",
    "end_lease",
    "end_trait",
    "entries_of",
    "extend_care",
    "help_was_given",
    "join",
    "keep_category",
    "let",
    "look",
    "merge",
    "move",
    "move_out",
    "move_registration",
    "move_together",
    "name_responsible",
    "open_care",
    "open_household",
    "pass_on",
    "propose_closing",
    "propose_erasure",
    "propose_forgetting",
    "recognise",
    "record_visit",
    "refuse_closing",
    "register",
    "register_at",
    "send_back",
    "shorten_term",
    "split",
    "split_to",
    "take_back",
    "take_over",
    "tell_apart",
    "unmerge",
    "withdraw_dwelling",
    "withdraw_lease",
]
