"""What papers have in common that leave the office: a number without gaps."""

from residents.models.certificate import PaperCounter


def next_serial(counters: type[PaperCounter], **whose) -> int:
    """In the order in which the papers come in; whoever comes second waits for the row of the counter."""
    rows = counters._default_manager
    rows.bulk_create([counters(**whose)], ignore_conflicts=True)
    counter = rows.select_for_update(no_key=True).get(**whose)
    counter.last += 1
    counter.save()
    return counter.last
