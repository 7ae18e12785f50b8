"""The identity key is changed on a filled database: nothing is lost, and the old key may go."""

import pytest
from django.core.management import CommandError, call_command

from orders.actions import rotate_identity_keys as rotation
from orders.identity.encryption import decrypt_identity, identity_hash
from orders.models import Buyer, QuotaEntry
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db
OLD, NEW = "old key of the test " * 3, "new key of the test " * 3
NUMBERS = [valid_identity(f"110105188001{day:02}001") for day in range(1, 8)]


@pytest.fixture
def buyers(settings):
    """Seven buyers under the old key, one of them erased; then a new key comes first."""
    settings.IDENTITY_KEYS = [OLD]
    buyers = [make_buyer(number=number) for number in NUMBERS]
    for buyer in buyers[:3]:
        make_order(buyer=buyer)
    Buyer.objects.filter(pk=buyers[-1].pk).update(id_number="")
    settings.IDENTITY_KEYS = [NEW, OLD]
    return buyers


def stored():
    return dict(Buyer.objects.values_list("pk", "id_number"))


def numbers():
    return [
        decrypt_identity(token)
        for token in Buyer.objects.exclude(id_number="")
        .order_by("pk")
        .values_list("id_number", flat=True)
    ]


def test_all_numbers_are_readable_without_the_old_key_afterwards(buyers, settings, capsys):
    entries = list(QuotaEntry.objects.order_by("pk").values_list("person", "amount"))
    call_command("rotate_identity_keys")
    assert capsys.readouterr().out.startswith("6 encrypted anew, 0 under")
    settings.IDENTITY_KEYS = [NEW]
    assert numbers() == NUMBERS[:-1]
    assert stored()[buyers[-1].pk] == ""  # an erased number stays erased
    # the year of a person is looked up by the hash, whose key is another
    assert [buyer.id_hash for buyer in buyers] == [identity_hash(number) for number in NUMBERS]
    assert list(QuotaEntry.objects.order_by("pk").values_list("person", "amount")) == entries


def test_second_run_changes_nothing(buyers, capsys):
    call_command("rotate_identity_keys")
    before = stored()
    call_command("rotate_identity_keys")
    assert capsys.readouterr().out.splitlines()[1].startswith("0 encrypted anew, 6 under")
    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_killed_run_goes_on_where_it_ended(buyers, settings, monkeypatch, capsys):
    real, calls = rotation.rotate_identity, iter(range(10))

    def killed_at_the_fourth(token):
        if next(calls) == 3:
            raise KeyboardInterrupt
        return real(token)

    with monkeypatch.context() as patched:
        patched.setattr(rotation, "rotate_identity", killed_at_the_fourth)
        with pytest.raises(KeyboardInterrupt):
            call_command("rotate_identity_keys")
    assert numbers() == NUMBERS[:-1]  # in between, with both keys, all are readable
    call_command("rotate_identity_keys")
    assert capsys.readouterr().out.startswith("3 encrypted anew, 3 under")
    settings.IDENTITY_KEYS = [NEW]
    assert numbers() == NUMBERS[:-1]


def test_number_erased_in_between_is_not_brought_back(buyers, monkeypatch):
    real = rotation.rotate_identity

    def erased_meanwhile(token):
        Buyer.objects.filter(id_number=token).update(id_number="")
        return real(token)

    monkeypatch.setattr(rotation, "rotate_identity", erased_meanwhile)
    call_command("rotate_identity_keys")
    assert set(stored().values()) == {""}


def test_unreadable_number_is_named_by_its_buyer_and_keeps_no_other(buyers, settings):
    Buyer.objects.filter(pk=buyers[0].pk).update(id_number="not a token")
    with pytest.raises(CommandError, match=rf"of buyers {buyers[0].pk}$"):
        call_command("rotate_identity_keys")
    settings.IDENTITY_KEYS = [NEW]
    assert stored()[buyers[0].pk] == "not a token"
    Buyer.objects.filter(pk=buyers[0].pk).update(id_number="")
    assert numbers() == NUMBERS[1:-1]
