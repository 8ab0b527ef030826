"""Rows that live in an area."""

import pgtrigger
import psycopg
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext_lazy as _

from grids.models.area import ANCESTORS, Area
from grids.models.checked import Checked

NOT_RETIRED = "area_not_retired"
RETIRED = _("This area is retired. Choose the one that took its place.")
# For what keeps an area from being retired (registry.Holds), which therefore begins only in one that is in use.
# place_row has waited by then for whoever changes the tree, who may have retired the area meanwhile. Not for papers
# and entries about what was (decision 0037); and a re-division that is under way answers itself for where it puts
# rows back.
BEGINS_IN_USE = pgtrigger.Trigger(
    name=NOT_RETIRED,
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("area_id"),
    func=f"""
        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN
            RETURN NULL;
        END IF;
        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;
        IF FOUND THEN
            RAISE check_violation USING
                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = '{NOT_RETIRED}';
        END IF;
        RETURN NULL;
    """,
)


class Placed(Checked):
    """Carries the ids of its district, street, community and grid, so that lists filter by one column.

    A row trigger fills them, whoever writes (bulk_create, update(), raw SQL); grids keeps them when an area
    moves, over the tables listed in grids_placedtable, which each app's migration joins (linli_join_placed).
    Every Meta inherits Placed.Meta; tests/test_placed.py checks every table.
    After an insert the ids are in the database only: refresh_from_db(fields=ANCESTORS) where they are needed.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    district_id = models.BigIntegerField(null=True, editable=False)
    street_id = models.BigIntegerField(null=True, editable=False)
    community_id = models.BigIntegerField(null=True, editable=False)
    grid_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="place_row",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("area_id", *ANCESTORS),
                func="""
                    PERFORM linli_tree_shared();
                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id
                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id
                    FROM grids_area a WHERE a.id = NEW.area_id;
                    RETURN NEW;
                """,
            )
        ]

    def save(self, *args, **kwargs):
        """Raises ValidationError where BEGINS_IN_USE refuses the row's area."""
        try:
            super().save(*args, **kwargs)
        except IntegrityError as refused:
            cause = refused.__cause__
            if isinstance(cause, psycopg.Error) and cause.diag.constraint_name == NOT_RETIRED:
                raise ValidationError({"area": RETIRED}) from None
            raise
