"""Names that came padded for a column (李　娜) are kept as they are found: 李娜."""

import re

from django.db import migrations

HAN = "[\\u3400-\\u9fff]"
PADDED = rf"{HAN}[\s\u3000]+{HAN}|[•‧∙⋅・･]"


def normalised(name: str) -> str:
    """As grids.privacy.identity does it on this day."""
    name = re.sub(r"\s*[·•‧∙⋅・･]\s*", "·", name)
    return " ".join(re.sub(rf"(?<={HAN})\s+(?={HAN})", "", name).split())


def take_out_padding(apps, _editor):
    """As many as a padded ledger brought in; their readings know no blanks and stay."""
    residents = apps.get_model("residents", "Resident").objects
    for row in residents.filter(name__regex=PADDED).only("name").iterator():
        residents.filter(pk=row.pk).update(name=normalised(row.name))


class Migration(migrations.Migration):
    dependencies = [("residents", "0027_ledgers_checked_anew")]

    operations = [migrations.RunPython(take_out_padding, migrations.RunPython.noop)]
