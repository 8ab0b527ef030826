import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed. Third-party files name maps and pictures we do not serve: those stay as written."""

    manifest_strict = False

    def hashed_name(self, name, content=None, filename=None):
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            return name


class FileStorage(FileSystemStorage):
    """A file is on the disk before the row that names it is: after a power cut no photo is named that is not there."""

    def _save(self, name: str, content) -> str:
        name = super()._save(name, content)
        path = Path(self.path(name))
        for part in (path, path.parent):
            opened = os.open(part, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
        return name
