"""How English says a day, as grids.days.when does: 2 Sep 1994."""

DATE_FORMAT = "j M Y"
MONTH_DAY_FORMAT = "j M"
