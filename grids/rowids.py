"""Ids of rows as forms and addresses carry them: digits, as many as an id may have."""

DIGITS = 18  # of the largest whole number that a column of ids surely holds


def row_id(text: str | None) -> int:
    """The id that somebody sent; 0, which no row has, for anything else."""
    return int(text) if text and len(text) <= DIGITS and text.isascii() and text.isdecimal() else 0
