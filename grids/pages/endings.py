"""Which acts end something for good: their button is red wherever it is asked for, and no other one is."""

import re

# By the last word of their address, which names the act. What is only finished (close, conclude, certify) is none.
ENDS = (
    "cancel", "discard", "dissolve", "drop", "end", "end_helper", "give-up", "leave", "refuse", "retire",
    "reverse", "revoke", "strike", "take-back", "take_back", "take_off", "undo", "withdraw", "withdraw-lease",
    "act/off",  # a meeting called off; a department or a place in a watch that is off comes back
)  # fmt: skip
ENDING = re.compile(rf"/(?:{'|'.join(ENDS)})/$")


def ends(address: str) -> bool:
    return ENDING.search(address) is not None
