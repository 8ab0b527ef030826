"""Personal data under lock: each person's texts under a key of their own, and that key under the keys of the site.

Destroying a person's key makes every copy of their texts unreadable, in history and backups too. What must be found
again by its full value has a blind index beside it. Masks are what pages show.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
_NONCE_BYTES = 12
_ID_BYTES = 4
_WRAPPING = b"linli subject key"
_HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_DOTS = re.compile(r"\s*[·•‧∙⋅・･]\s*")


class KeyGone(Exception):
    """The person was anonymised: their key is destroyed and their texts cannot be read any more."""


class WrongKey(Exception):
    """The text was not sealed with this key, or not for this person and field, or has been tampered with."""


def new_key() -> tuple[bytes, bytes]:
    """A fresh key for one person: itself, and wrapped as it is stored."""
    raw = secrets.token_bytes(KEY_BYTES)
    return raw, wrap(raw)


def wrap(raw: bytes) -> bytes:
    """Seals a person's key with the first of FIELD_KEYS; the short id of that key stands in front."""
    key_id, key = next(iter(_field_keys().items()))
    return key_id + _seal(key, raw, _WRAPPING)


def unwrap(wrapped: bytes | None) -> bytes:
    """A person's key as it was before wrapping.

    Raises KeyGone where there is none left, WrongKey where none of FIELD_KEYS sealed it.
    """
    if not wrapped:
        raise KeyGone("the key of this person is destroyed")
    wrapped = bytes(wrapped)
    key = _field_keys().get(wrapped[:_ID_BYTES])
    if key is None:
        raise WrongKey("a key of FIELD_KEYS is missing: the one that sealed this person's key")
    return _open(key, wrapped[_ID_BYTES:], _WRAPPING)


def rewrap(wrapped: bytes) -> bytes:
    """The same person's key under the first of FIELD_KEYS; unchanged where it is so already."""
    return wrap(unwrap(wrapped)) if needs_rewrap(wrapped) else bytes(wrapped)


def needs_rewrap(wrapped: bytes) -> bool:
    return bytes(wrapped)[:_ID_BYTES] != next(iter(_field_keys()))


def encrypt(data_key: bytes, text: str, aad: str) -> bytes:
    """aad: what the text belongs to. The same must be said to open it, so it cannot be moved to another person."""
    return _seal(data_key, text.encode(), aad.encode())


def decrypt(data_key: bytes, sealed: bytes, aad: str) -> str:
    return _open(data_key, bytes(sealed), aad.encode()).decode()


def encrypt_bytes(data_key: bytes, data: bytes, aad: str) -> bytes:
    """A whole file under a key of its own; aad as for texts."""
    return _seal(data_key, data, aad.encode())


def decrypt_bytes(data_key: bytes, sealed: bytes, aad: str) -> bytes:
    return _open(data_key, bytes(sealed), aad.encode())


def blind_index(kind: str, normalised: str) -> str:
    """64 hex digits that find a full value again without telling it; "" for an empty value.

    kind keeps a phone and an ID number of the same digits apart. Normalise first, or nothing is found.
    """
    if not normalised:
        return ""
    return hmac.new(settings.INDEX_KEY, f"{kind}\0{normalised}".encode(), hashlib.sha256).hexdigest()


def normalise_phone(text: str) -> str:
    """Digits only, without the country code of the mainland; +852… keeps its own, an extension follows an x."""
    text = unicodedata.normalize("NFKC", text).strip().lower()
    text = re.sub(r"\s*(转|轉|ext\.?|#)\s*", "x", text)
    text = re.sub(r"[^\d+x]", "", text)
    home = re.fullmatch(r"(?:\+86|0086|86(?=1\d{10}$))(\d.*)", text)
    if not home:
        return text
    number = home[1]
    return number if re.match(r"0|1\d{10}", number) else "0" + number


def normalise_id(text: str) -> str:
    """Capitals and digits only; a multiplication sign typed for the check digit becomes X."""
    text = unicodedata.normalize("NFKC", text).upper().replace("×", "X").replace("Х", "X")
    return re.sub(r"[^0-9A-Z]", "", text)


def normalise_name(text: str) -> str:
    """As the register keeps a name: 李　娜, padded for a column, is 李娜; 买买提•艾力 has the dot of ID cards, ·.

    Blanks inside other scripts part the words of a name, and stay.
    """
    return " ".join(_BETWEEN_HAN.sub("", _DOTS.sub("·", text)).split())


def mask_phone(text: str) -> str:
    """138****6021; a landline keeps its area code, a short number only its last two digits."""
    number = normalise_phone(text)
    if re.fullmatch(r"1\d{10}", number):
        return f"{number[:3]}****{number[-4:]}"
    area = re.match(r"0(?:10|2\d|\d{3})", number)
    if area and len(number) >= area.end() + 7:
        return f"{area[0]}-****{number[area.end() + 4 :]}"
    if len(number) >= 8:
        return f"{number[:-8]}****{number[-4:]}"
    return _hidden(number, 0, 2 if len(number) > 4 else 0)


def mask_id(text: str) -> str:
    number = normalise_id(text)
    if len(number) >= 15:
        return _hidden(number, 4, 4)
    return _hidden(number, 1, 2) if len(number) > 5 else "*" * len(number)


def mask_name(text: str) -> str:
    """陈*凤, 陈*, 欧阳**; of names in several parts the first letter of each."""
    name = text.strip()
    parts = re.split(r"([\s·•]+)", name)
    if len(parts) > 1 or name.isascii():
        return "".join(part if i % 2 else part[: len(part) > 1] + "**" * bool(part) for i, part in enumerate(parts))
    if name[:2] in _DOUBLE_SURNAMES and len(name) > 2:
        return _hidden(name, 2, 0)
    return _hidden(name, 1, 1) if len(name) > 2 else _hidden(name, len(name) // 2, 0)


def mask_address(text: str) -> str:
    """The address up to its first house number; half of it where there is none."""
    address = text.strip()
    number = re.search(
        r"\d|[一二三四五六七八九十百]+(?=[号號栋幢座楼弄组室巷]|单元)", unicodedata.normalize("NFKC", address)
    )
    keep = number.start() if number else len(address) // 2
    return address[: min(keep, len(address) - 1)] + "****" if address else ""


def _hidden(text: str, first: int, last: int) -> str:
    return text[:first] + "*" * (len(text) - first - last) + text[len(text) - last :]


def _seal(key: bytes, data: bytes, aad: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, aad)


def _open(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], aad)
    except (InvalidTag, ValueError) as error:
        raise WrongKey("this text was not sealed with this key for this person and field") from error


def _field_keys() -> dict[bytes, bytes]:
    return _by_id(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=8)
def _by_id(keys: tuple[bytes, ...]) -> dict[bytes, bytes]:
    return {hashlib.sha256(key).digest()[:_ID_BYTES]: key for key in keys}


# Two letters found between the blanks are one of these.
_DOUBLE_SURNAMES = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 颛孙 壤驷 公良 漆雕 "
    "乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 南荣 东里 "
    "东宫 即墨 达奚 褚师 歐陽 司馬 東方 諸葛"
)
