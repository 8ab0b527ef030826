"""What a committee may certify follows a local list: kinds are added and corrected by whoever keeps the rules."""

import string

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from grids import history
from grids.models import own_code
from grids.permissions import MANAGE_RULES, need_in_hat
from grids.words import reasons
from residents.models import CertificateKind

FACTS = ("name_zh", "name_en", "may_issue", "basis", "body", "reason", "office", "check_locally", "is_on")
WORDS = ("name", "sex", "born", "number", "address", "purpose")


@transaction.atomic
def keep_kind(code: str | None, *, by, why: str, **facts) -> CertificateKind:
    """facts: FACTS. code: None for a new kind. Papers that were issued keep the wording they were issued with.

    Raises PermissionDenied, ValidationError by field.
    """
    need_in_hat(by, MANAGE_RULES)
    reasons.need(why)
    rows = CertificateKind.objects.select_for_update(no_key=True)
    kind = rows.get(code=code) if code else CertificateKind(code=own_code())
    for name in FACTS:
        value = facts[name]
        setattr(kind, name, value.strip() if isinstance(value, str) else value)
    if wrong := _missing(kind) | _wording(kind.body):
        raise ValidationError(wrong)
    return history.save(kind, by, grant=MANAGE_RULES, why=why)


def _missing(kind: CertificateKind) -> dict:
    """What is issued stands on a law and has its words; what is not says why, and where to go."""
    needed = (
        {"basis": kind.basis, "body": kind.body} if kind.may_issue else {"reason": kind.reason, "office": kind.office}
    )
    said = {
        "basis": _("What the committee issues needs a legal basis."),
        "body": _("What the committee issues needs its wording."),
        "reason": _("Say why the committee does not issue it."),
        "office": _("Say which office does."),
    }
    return {name: said[name] for name, text in needed.items() if not text}


def _wording(body: str) -> dict:
    """Only the words that a paper fills in may stand in braces."""
    try:
        parts = [part for part in string.Formatter().parse(body) if part[1] is not None]
    except ValueError:
        return {"body": _("A brace is not closed, or stands alone.")}
    for _text, name, form, conversion in parts:
        if name not in WORDS or form or conversion:
            words = "".join(f"{{{word}}}" for word in WORDS)
            return {
                "body": _("“{%(name)s}” is no word of a certificate: use %(words)s.") % {"name": name, "words": words}
            }
    return {}
