"""An action's refusal, said at the fields of the form that asked for it."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from grids.unsent import NotSent


def take_up(form, error: ValidationError) -> None:
    """Errors by field land at the form's field of that name, all others on top; that it was not sent yet, the page
    says itself, and nothing is to be corrected."""
    if isinstance(error, NotSent):
        return
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)
