"""Forms some of whose fields stand folded away."""

from django import forms


class Folded(forms.Form):
    """more: names of the fields in the fold, which stands open over whatever is wrong or was filled in there.

    Also in a draft that comes back: nothing is sent that its sender does not see.
    """

    more: tuple[str, ...] = ()

    def offered(self) -> dict:
        """What the form itself puts into its fields."""
        return {}

    @property
    def more_fields(self) -> list:
        return [self[name] for name in self.more]

    @property
    def more_open(self) -> bool:
        own = self.offered()
        return any(
            each.errors or each.field.has_changed(own.get(each.name), each.value()) for each in self.more_fields
        )
