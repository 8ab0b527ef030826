"""Photos that go in with a form: kept from the first try on, so that an error elsewhere never costs them."""

from dataclasses import dataclass, field

from django import forms
from django.core import signing
from django.utils.translation import gettext as _, gettext_lazy

from grids.actions.files import store_image
from grids.models import StoredFile
from grids.uploads import UploadRefused

MOST = 9
KEPT, SALT, DAY = "kept", "kept photos", 24 * 3600


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True

    def use_required_attribute(self, initial):
        return False  # photos that came in with an earlier try count too


class PhotosField(forms.Field):
    """The file input. The files themselves come in by take_in(), before the form is validated."""

    widget = PhotosInput

    def __init__(self, *, most: int = MOST, **kwargs):
        self.most = most
        super().__init__(**{"required": False, "label": gettext_lazy("Photos")} | kwargs)

    def widget_attrs(self, widget):
        return {"accept": "image/*", "multiple": self.most > 1}

    def validate(self, value):
        """Nothing here: whether a photo is needed is the action's question."""


@dataclass
class Photos:
    """What has come in so far: stored files, in order, and what is wrong with those that were refused."""

    files: list[StoredFile] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def signed(self) -> str:
        """For the form's hidden field: these photos, of this person."""
        if not self.files:
            return ""
        return signing.dumps([[file.pk for file in self.files], self.files[0].uploaded_by_id], salt=SALT)

    @property
    def shown(self) -> list[dict]:
        return [{"pk": file.pk, "name": file.name, "key": signed_photo(file)} for file in self.files]


def take_in(request, name: str = "photos", most: int = MOST) -> Photos:
    """The photos kept by an earlier try of this form, without those ticked off, and the new ones, stored."""
    photos = Photos(_kept(request))
    for at, upload in enumerate(request.FILES.getlist(name), 1):
        if len(photos.files) >= most:
            photos.errors.append(_("At most %(most)d photos; the others were left out") % {"most": most})
            break
        try:
            photos.files.append(store_image(upload, request.user))
        except UploadRefused as refused:
            photos.errors.append(_("Photo %(number)d: %(why)s") % {"number": at, "why": refused.message})
    return photos


def _kept(request) -> list[StoredFile]:
    try:
        ids, owner = signing.loads(request.POST.get(KEPT, ""), salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return []
    if owner != request.user.pk or not isinstance(ids, list):
        return []
    dropped = set(request.POST.getlist("drop"))
    found = StoredFile.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found and str(pk) not in dropped]


def signed_photo(file: StoredFile) -> str:
    """The address of one photo that belongs to no record yet: for its sender, for a day."""
    return signing.dumps([file.pk, file.uploaded_by_id], salt=SALT)


def kept_photo(key: str, user) -> StoredFile | None:
    try:
        pk, owner = signing.loads(key, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    if owner != user.pk or not isinstance(pk, int):
        return None
    return StoredFile.objects.filter(pk=pk, uploaded_by=user).first()
