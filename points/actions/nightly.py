"""What happens to the ledger each night."""

import logging

from grids import pulse
from points import proof

log = logging.getLogger(__name__)
LEDGER = "ledger"


def prove_and_show() -> list[str]:
    """What does not fit; also where /healthz finds it."""
    lines = list(proof.prove())
    for line in lines:
        log.error("The ledger does not fit: %s", line)
    pulse.show(LEDGER, ok=not lines, note="; ".join(lines)[:200])
    return lines
