"""Every change of the registers: one function, one transaction, with who, in which post, when and why."""

from residents.actions.change import confirm, correct, end_trait, recognise
from residents.actions.homes import add_dwelling, change_dwelling, let, open_household, withdraw_dwelling
from residents.actions.merge import entries_of, merge, tell_apart, unmerge
from residents.actions.move import died, join, move, move_out, split
from residents.actions.people import Person, add_member, register, register_at
from residents.actions.retention import confirm_erasure, drop_erasure, propose_erasure
from residents.actions.start import Stale

__all__ = [
    "Person",
    "Stale",
    "add_dwelling",
    "add_member",
    "change_dwelling",
    "confirm",
    "confirm_erasure",
    "correct",
    "died",
    "drop_erasure",
    "end_trait",
    "entries_of",
    "join",
    "let",
    "merge",
    "move",
    "move_out",
    "open_household",
    "propose_erasure",
    "recognise",
    "register",
    "register_at",
    "split",
    "tell_apart",
    "unmerge",
    "withdraw_dwelling",
]
