from django.db import models

from grids.enums import Visibility


class Tally(models.Model):
    """One figure of one area on one day, counted from the rows; the ancestor ids are that day's, frozen with it.

    One row per grid, or per area above it that holds rows itself. Written by grids.figures only.
    """

    figure = models.CharField(max_length=40)
    day = models.DateField()
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.OPEN)
    area_id = models.BigIntegerField()
    district_id = models.BigIntegerField(null=True)
    street_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    grid_id = models.BigIntegerField(null=True)
    value = models.BigIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure", "day", "visibility", "area_id"], name="tally_once")]
        indexes = [
            models.Index(fields=["district_id", "day", "figure"], name="tally_district"),
            models.Index(fields=["street_id", "day", "figure"], name="tally_street"),
            models.Index(fields=["community_id", "day", "figure"], name="tally_community"),
            models.Index(fields=["grid_id", "day", "figure"], name="tally_grid"),
        ]
