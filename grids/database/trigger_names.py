"""django-pgtrigger lists all triggers anew whenever it notes one: for our seven hundred a third of each start."""

from pgtrigger import registry


class Kept(registry._Registry):
    """The library's register, which keeps both lists that it is asked for instead of making them."""

    def __init__(self):
        self._by_db_table: dict = {}
        self._names: set[str] = set()
        super().__init__()

    @property
    def by_db_table(self) -> dict:
        return self._by_db_table

    @property
    def pg_function_names(self) -> set[str]:
        return self._names

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        model, trigger = value
        self._by_db_table[model._meta.db_table, trigger.name] = trigger
        self._names.add(trigger.get_pgid(model))

    def __delitem__(self, key):
        super().__delitem__(key)
        self._by_db_table = super().by_db_table
        self._names = super().pg_function_names


def keep() -> None:
    """To be called before the first model is loaded."""
    registry._registry = Kept()
