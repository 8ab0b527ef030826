"""Beat's memory of what it last asked for, on a machine whose clock may have been wrong."""

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """What it asked for by a clock that ran ahead counts as asked for now, or it would ask for nothing until then."""

    def tick(self, *args, **kwargs) -> float:
        now = self.app.now()
        ahead = [entry for entry in self.schedule.values() if entry.last_run_at > now]
        if ahead:
            for entry in ahead:
                entry.last_run_at = now
            self.populate_heap()
        return super().tick(*args, **kwargs)
