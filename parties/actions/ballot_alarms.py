"""What a ballot waits for: its notice has lasted long enough, or its votes are all in."""

from datetime import datetime

from grids import inbox
from parties import holders, rules
from parties.enums.ballots import MotionState
from parties.models import Motion

TOLD = {MotionState.NOTICE: "ballot_may_open", MotionState.OPEN: "ballot_to_close"}


def due():
    return Motion.objects.filter(alarm_at__isnull=False)


def look(rows: list[Motion], now: datetime) -> None:
    """Whoever holds ballots there is told, once. Closing stays with them: paper is noted until they do."""
    keepers = holders.of(rows, grant=rules.HOLD)
    inbox.tell_many(
        [
            (
                user,
                TOLD[MotionState(row.state)],
                {"name": row.title},
                row.get_absolute_url(),
                f"motion-{row.pk}-{row.state}",
            )
            for row in rows
            for user in keepers[row.pk]
        ]
    )
    for row in rows:
        row.alarm_at = None
    Motion.objects.bulk_update(rows, ["alarm_at"])
