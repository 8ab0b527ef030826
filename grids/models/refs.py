"""Codes that nobody chose. Migrations read them where they once stood: in the modules of what carries them."""

import secrets


def new_ref() -> str:
    """What addresses carry instead of a primary key: says nothing, cannot be guessed."""
    return secrets.token_hex(6)


def own_code() -> str:
    """Of an entry that people added; those that come with the portal have codes that can be read."""
    return f"own-{new_ref()}"
