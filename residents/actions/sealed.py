"""The files of tables, each under the key of its request: nothing of them is readable once that is destroyed."""

from grids.privacy import identity
from residents.models import TableFile, TableRequest


def keep(request: TableRequest, data: bytes, *, is_result: bool) -> None:
    sealed = identity.encrypt_bytes(request.subject.data_key, data, _aad(request, is_result))
    TableFile.objects.update_or_create(request=request, is_result=is_result, defaults={"data": sealed})


def opened(request: TableRequest, *, is_result: bool) -> bytes:
    """Raises identity.KeyGone once it is erased."""
    data = request.files.get(is_result=is_result).data
    return identity.decrypt_bytes(request.subject.data_key, bytes(data or b""), _aad(request, is_result))


def _aad(request: TableRequest, is_result: bool) -> str:
    return f"table:{request.ref}:{'out' if is_result else 'in'}"
