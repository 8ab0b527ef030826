"""What a folded migration is made of: see docs/decisions/0021-migrations-are-folded.md."""

from django.db.migrations.operations.base import Operation


class Tables(Operation):
    """All tables of an app in one step.

    After each CreateModel Django renders every model that refers to it anew, directly or not: here that is nearly
    all of them, and nearly all the time that an empty database took to be made.

    operations: CreateModel only, each after those it refers to; their triggers stand in their options.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered once, where the next step asks for it
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make {len(self.operations)} tables"
