import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone
from hypothesis import given, strategies as st

from grids.fields import EncryptedField, Sealed, masked, plain
from grids.models import SubjectKey, User
from grids.privacy import identity
from grids.privacy.identity import KeyGone, WrongKey

OLD, NEW = bytes([1]) * 32, bytes([2]) * 32


@pytest.fixture(autouse=True)
def keys(settings):
    settings.FIELD_KEYS = [OLD]
    settings.INDEX_KEY = bytes(range(32))


def test_a_persons_key_survives_wrapping():
    raw, wrapped = identity.new_key()
    assert raw not in wrapped
    assert identity.unwrap(wrapped) == raw
    assert identity.unwrap(memoryview(wrapped)) == raw


def test_keys_rotate_one_after_the_other(settings):
    raw, wrapped = identity.new_key()
    settings.FIELD_KEYS = [NEW, OLD]
    assert identity.unwrap(wrapped) == raw
    assert identity.needs_rewrap(wrapped)
    again = identity.rewrap(wrapped)
    settings.FIELD_KEYS = [NEW]
    assert identity.unwrap(again) == raw
    assert identity.rewrap(again) == again
    with pytest.raises(WrongKey, match="FIELD_KEYS"):
        identity.unwrap(wrapped)


@pytest.mark.parametrize("destroyed", [None, b""])
def test_a_destroyed_key_is_gone(destroyed):
    with pytest.raises(KeyGone):
        identity.unwrap(destroyed)


@given(st.text(), st.text(max_size=20), st.binary(min_size=32, max_size=32))
def test_what_is_sealed_opens_again(text, aad, key):
    sealed = identity.encrypt(key, text, aad)
    assert identity.decrypt(key, sealed, aad) == text
    assert identity.encrypt(key, text, aad) != sealed


@pytest.mark.parametrize(
    ("key", "aad", "change"),
    [(bytes(32), "phone:1", 0), (bytes([9]) * 32, "phone:2", 0), (bytes([9]) * 32, "phone:1", 1)],
)
def test_another_key_another_person_and_a_changed_byte_are_noticed(key, aad, change):
    sealed = bytearray(identity.encrypt(bytes([9]) * 32, "13800006021", "phone:1"))
    sealed[-1] ^= change
    with pytest.raises(WrongKey):
        identity.decrypt(key, bytes(sealed), aad)


def test_rubbish_is_a_wrong_key_not_a_crash():
    with pytest.raises(WrongKey):
        identity.decrypt(bytes(32), b"\x00", "phone:1")


def test_a_blind_index_keeps_kinds_and_sites_apart(settings):
    phone = identity.blind_index("phone", "13800006021")
    assert phone == identity.blind_index("phone", "13800006021")
    assert len(phone) == 64
    assert phone != identity.blind_index("id", "13800006021")
    settings.INDEX_KEY = OLD
    assert phone != identity.blind_index("phone", "13800006021")
    assert identity.blind_index("phone", "") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0000-6021", "13800006021"),
        ("+86 138 0000 6021", "13800006021"),
        ("0086-13800006021", "13800006021"),
        ("8613800006021", "13800006021"),
        ("１３８００００６０２１", "13800006021"),
        ("（0594）228 8123", "05942288123"),
        ("+86 594 2288123", "05942288123"),
        ("+86 10 12345678", "01012345678"),
        ("0594-2288123转802", "05942288123x802"),
        ("+852 2123 4567", "+85221234567"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_phones_are_kept_in_one_form(typed, kept):
    assert identity.normalise_phone(typed) == kept


@given(st.from_regex(r"1[0-9]{10}", fullmatch=True), st.sampled_from(["", "+86", "0086 ", "86-"]), st.integers(1, 10))
def test_one_mobile_has_one_form_however_it_is_typed(number, country, gap):
    assert identity.normalise_phone(f"{country}{number[:gap]} {number[gap:]}") == number


@pytest.mark.parametrize(
    "typed",
    ["11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002×"],
)
def test_id_numbers_are_kept_in_one_form(typed):
    assert identity.normalise_id(typed) == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("李　娜", "李娜"),
        (" 李 \u00a0娜\u3000", "李娜"),
        ("𠮷 野 娜", "𠮷野娜"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提 ・ 艾力", "买买提·艾力"),
        ("Maria  Silva", "Maria Silva"),
        ("李 Anna", "李 Anna"),
        ("", ""),
    ],
)
def test_names_are_kept_in_one_form(typed, kept):
    assert identity.normalise_name(typed) == kept


@given(st.text("李娜〇a·•  　\t"))
def test_a_name_in_its_form_stays_as_it_is(typed):
    kept = identity.normalise_name(typed)
    assert identity.normalise_name(kept) == kept


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        ("phone", "+86 138 0000 6021", "138****6021"),
        ("phone", "0594-2288123", "0594-****123"),
        ("phone", "010 12345678", "010-****5678"),
        ("phone", "+85221234567", "+852****4567"),
        ("phone", "661234", "****34"),
        ("phone", "110", "***"),
        ("phone", "", ""),
        ("id", "350304198001012046", "3503**********2046"),
        ("id", "E12345678", "E******78"),
        ("id", "123", "***"),
        ("name", "陈小凤", "陈*凤"),
        ("name", "陈凤", "陈*"),
        ("name", "陈小小凤", "陈**凤"),
        ("name", "欧阳小红", "欧阳**"),
        ("name", "欧阳红", "欧阳*"),
        ("name", "欧阳", "欧*"),
        ("name", "陈", "*"),
        ("name", "", ""),
        ("name", "阿依古丽·买买提", "阿**·买**"),
        ("name", "John Smith", "J** S**"),
        ("address", "荔城区镇海街道北街12号3栋502室", "荔城区镇海街道北街****"),
        ("address", "镇海社区三号楼", "镇海社区****"),
        ("address", "镇海村口", "镇海****"),
        ("address", "12号", "****"),
        ("address", "", ""),
    ],
)
def test_masks_show_just_enough_to_recognise(mask, text, shown):
    assert getattr(identity, f"mask_{mask}")(text) == shown


letters = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=20)


@given(letters, st.sampled_from(["phone", "id", "name", "address"]))
def test_a_mask_never_shows_the_whole(text, kind):
    assert text not in getattr(identity, f"mask_{kind}")(text)


class Person:
    """Stands for grids.SubjectKey: what a field asks of it is a pk and a data_key."""

    def __init__(self):
        self.pk = uuid.uuid4()
        self.raw, self.wrapped = identity.new_key()

    @property
    def data_key(self):
        return identity.unwrap(self.wrapped)


class Card(models.Model):
    phone = EncryptedField(subject="owner", max_length=20)
    address = EncryptedField(subject="owner")
    owner = None

    class Meta:
        app_label = "tests"
        managed = False

    def __str__(self):
        return "card"


PHONE = Card._meta.get_field("phone")


def saved(card, name="phone"):
    """What a field would hand to the database when the row is saved."""
    field = Card._meta.get_field(name)
    return field.get_db_prep_save(field.pre_save(card, add=False), connection)


def read(data, name="phone"):
    return Card._meta.get_field(name).from_db_value(data, None, connection)


def card(**values):
    made = Card(**values)
    made.owner = Person()
    return made


def test_saving_encrypts_under_the_persons_own_key():
    row = card(phone="13800006021")
    data = bytes(saved(row).obj)
    assert b"13800006021" not in data
    assert read(data).open(row.owner) == "13800006021"
    with pytest.raises(WrongKey):
        read(data).open(Person())


def test_a_sealed_text_cannot_be_moved_to_another_field():
    row = card(phone="13800006021")
    PHONE.pre_save(row, add=True)
    with pytest.raises(WrongKey):
        Sealed(row.phone.data, "address").open(row.owner)


def test_saving_again_keeps_the_sealed_text_and_new_text_is_sealed_anew():
    row = card(phone="13800006021")
    PHONE.pre_save(row, add=True)
    first = row.phone
    PHONE.pre_save(row, add=False)
    assert row.phone == first
    row.phone = "13800006021"
    PHONE.pre_save(row, add=False)
    assert row.phone != first


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_stored_as_null(nothing):
    row = card(phone=nothing)
    row.owner = None
    assert saved(row) is None
    assert read(None) is None


def test_a_sealed_text_shows_itself_nowhere():
    row = card(phone="13800006021")
    PHONE.pre_save(row, add=True)
    assert {str(row.phone), repr(row.phone), f"{row.phone}", "%s" % row.phone, PHONE.value_to_string(row)} == {"••••"}  # noqa: UP031


def test_plain_text_is_not_serialised():
    with pytest.raises(TypeError, match="plain text"):
        PHONE.value_to_string(card(phone="13800006021"))


def test_text_without_its_person_is_not_saved():
    row = card(phone="13800006021")
    row.owner = None
    with pytest.raises(ValueError, match="owner is set"):
        PHONE.pre_save(row, add=True)


@pytest.mark.parametrize("act", [lambda rows: rows.update(phone="1"), lambda rows: rows.filter(phone="1")])
def test_rows_are_neither_updated_nor_searched_with_plain_text(act):
    with pytest.raises(TypeError, match="encrypted for one person"):
        act(Card.objects.all())


def test_the_length_of_the_plain_text_is_limited():
    with pytest.raises(ValidationError):
        PHONE.clean("1" * 21, None)
    with pytest.raises(ValueError, match="20 characters"):
        PHONE.pre_save(card(phone="1" * 21), add=True)


def test_migrations_can_write_the_field_down():
    _name, path, args, kwargs = PHONE.deconstruct()
    assert path == "grids.fields.EncryptedField"
    assert kwargs == {"subject": "owner", "max_length": 20, "null": True, "blank": True}
    assert EncryptedField(*args, **kwargs).deconstruct()[3] == kwargs


def test_a_field_without_its_person_beside_it_is_reported():
    assert [error.id for error in PHONE.check()] == ["grids.E003"]


def test_pages_show_the_mask_and_nothing_of_a_destroyed_person():
    row = card(phone="13800006021")
    assert masked(row, "phone", identity.mask_phone) == "138****6021"
    PHONE.pre_save(row, add=True)
    assert masked(row, "phone", identity.mask_phone) == "138****6021"
    assert plain(row, "phone") == "13800006021"
    assert masked(row, "address", identity.mask_address) == ""
    row.owner.wrapped = None
    assert masked(row, "phone", identity.mask_phone) == "••••"
    with pytest.raises(KeyGone):
        plain(row, "phone")


@pytest.mark.django_db
def test_the_database_holds_no_plain_text_and_gives_it_back_to_its_key():
    user = User.objects.create_user("one", "x", name="One", phone="13800006021")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(u)::text, encode(u.phone, 'escape') FROM grids_user u WHERE id = %s", [user.pk]
        )
        assert "13800006021" not in "".join(cursor.fetchone())
    user = User.objects.select_related("subject").get(pk=user.pk)
    assert user.phone.open(user.subject) == "13800006021"
    user.save()
    assert masked(User.objects.get(pk=user.pk), "phone", identity.mask_phone) == "138****6021"


@pytest.mark.django_db
def test_a_destroyed_key_leaves_the_row_and_forgets_the_text():
    user = User.objects.create_user("one", "x", name="One", phone="13800006021")
    SubjectKey.objects.filter(pk=user.subject_id).update(wrapped=None, destroyed_at=timezone.now())
    user = User.objects.get(pk=user.pk)
    assert masked(user, "phone", identity.mask_phone) == "••••"
    with pytest.raises(KeyGone):
        plain(user, "phone")
