"""Every change of the registers: one function, one transaction, with who, in which post, when and why."""

from residents.actions.change import confirm, correct, end_trait, recognise
from residents.actions.homes import add_dwelling, change_dwelling, let, open_household, withdraw_dwelling
from residents.actions.move import died, join, move, move_out, split
from residents.actions.people import Person, add_member, register
from residents.actions.start import Stale

__all__ = [
    "Person",
    "Stale",
    "add_dwelling",
    "add_member",
    "change_dwelling",
    "confirm",
    "correct",
    "died",
    "end_trait",
    "join",
    "let",
    "move",
    "move_out",
    "open_household",
    "recognise",
    "register",
    "split",
    "withdraw_dwelling",
]
