"""The numbers of the volunteer record: certificates, trainings, and who was trained."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.figures import Figure, Table, register
from volunteers.figures.volunteers import GRANT, SERVICE, TIMES
from volunteers.models import ServiceCertificate, Trained, Training

CERTIFICATES = Table(model=ServiceCertificate, grant=GRANT, list_url=address("volunteers:certificates"))
TRAININGS = Table(model=Training, grant=GRANT, list_url=address("volunteers:trainings"))
TRAINED = Table(
    model=Trained, grant=GRANT, list_url=address("volunteers:trained"), place="training__", own="training__area_id"
)

register(
    Figure(
        "volunteers.certificates", _("Volunteers' certificates"), pgettext_lazy("unit of measure", "certificates"),
        _("Certificates of service issued on these days, whatever became of them."),
        CERTIFICATES, lambda now: Q(), "at", tile=6, section=SERVICE,
    ),
    Figure(
        "volunteers.trainings", _("Trainings"), pgettext_lazy("unit of measure", "trainings"),
        _("Trainings that were entered on these days, whenever they were held; those that were struck are not."),
        TRAININGS, lambda now: Q(struck_at=None), "entered_at", tile=7, section=SERVICE,
    ),
    Figure(
        "volunteers.trained", _("Trained"), TIMES,
        _("Everybody on the list of a training, once for each, by the day on which they were entered."),
        TRAINED, lambda now: Q(struck_at=None, training__struck_at=None), "entered_at", tile=8, section=SERVICE,
    ),
)  # fmt: skip
