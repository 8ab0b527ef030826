"""What a certificate says of its person: read when it is issued, and told apart from what the register says later."""

import json
from datetime import date

from django.utils.translation import override

from grids.fields import masked, plain
from grids.privacy import identity
from residents import catalogue
from residents.models import Certificate, Membership, RegisterField, Resident

# The words of a wording that are about the person, and that they live there at all: each an entry of the catalogue.
FIELDS = {
    "name": "resident.name",
    "sex": catalogue.SEX,
    "born": "resident.born_on",
    "number": "resident.id_number",
    "address": "dwelling.address",
    "living": "membership.is_living",
}
BLANK = "________"


def facts_of(resident: Resident, home: Membership | None) -> dict[str, str]:
    """By the names of FIELDS, as a paper prints them; "" for what is not known."""
    with override("zh-hans"):
        sex = resident.get_sex_display()
    return {
        "name": resident.name,
        "sex": sex,
        "born": f"{resident.born_on or ''}",
        "number": masked(resident, "id_number", identity.mask_id),
        "address": home.household.dwelling.address if home else "",
        "living": "yes" if home and home.is_living else "",
    }


def to_seal(resident: Resident, home: Membership) -> str:
    """What is out of use is not certified: its place on the paper is left to the hand."""
    off = catalogue.off()
    facts = facts_of(resident, home)
    return json.dumps({name: text for name, text in facts.items() if FIELDS[name] not in off}, ensure_ascii=False)


def text(paper: Certificate) -> str:
    """The same on every copy. What was not known, or is out of use by now, is left to be filled in by hand.

    Of a paper from before its facts were kept: what the register says today. Raises KeyGone for somebody anonymised.
    """
    facts, off = _sealed(paper) or facts_of(paper.resident, home_today(paper)), catalogue.off()
    said = {name: facts.get(name) if code not in off else "" for name, code in FIELDS.items()}
    if said["born"]:
        born = date.fromisoformat(said["born"])
        said["born"] = f"{born.year}年{born.month}月{born.day}日"  # the wording of papers is Chinese
    return paper.wording.format(purpose=paper.purpose, **{name: said[name] or BLANK for name in FIELDS})


def outdated(paper: Certificate, home: Membership) -> list[str]:
    """Labels of what the paper says and the register, by now, does not. home: home_today()."""
    today, off = facts_of(paper.resident, home), catalogue.off()
    codes = [FIELDS[name] for name, said in _sealed(paper).items() if said and said != today[name]]
    return [field.label for field in RegisterField.objects.filter(code__in=codes) if field.code not in off]


def home_today(paper: Certificate) -> Membership | None:
    """By which the same committee could certify the same today."""
    rows = Membership.objects.current().filter(resident=paper.resident_id, community_id=paper.community_id)
    return rows.select_related("household__dwelling").order_by("-is_living", "pk").first()


def _sealed(paper: Certificate) -> dict[str, str]:
    facts = plain(paper, "facts")
    return json.loads(facts) if facts else {}
