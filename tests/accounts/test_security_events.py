"""What the ledger keeps of an account's security: enough to prove it, nothing to misuse it."""

import json

import pytest
from django.utils import translation

from accounts.security_events import Kind, digest_of, record
from core.models import User
from evidence.kinds import KINDS
from evidence.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin():
    return User.objects.create_user("lin@example.com")


def test_a_change_of_rights_is_kept_with_before_after_and_by_whom(lin):
    admin = User.objects.create_user("admin@example.com")
    record(lin, Kind.RIGHTS, [], ["Reviewers"], admin)
    entry = Entry.objects.get()
    assert (entry.subject, entry.kind, entry.actor) == (
        f"user {lin.pk}",
        "rights changed",
        f"user {admin.pk}",
    )
    assert json.loads(entry.payload) == {"before": [], "after": ["Reviewers"]}


def test_an_address_is_kept_masked_and_can_be_compared(lin):
    record(lin, Kind.EMAIL, "lin@example.com", "lin.new@example.com", lin)
    record(lin, Kind.MOBILE, None, "13800138000", lin)
    text = " ".join(Entry.objects.values_list("payload", flat=True))
    assert "lin@" not in text
    assert "13800138000" not in text
    assert "l***@example.com" in text
    assert "138***00" in text
    assert digest_of("lin@example.com") in text


@pytest.mark.parametrize("kind", [Kind.PASSWORD, Kind.RESET_SENT])
def test_of_a_password_only_the_fact_is_kept(lin, kind):
    with pytest.raises(ValueError):
        record(lin, kind, "kraanvogel-7", "ander-woord-3", lin)
    assert record(lin, kind, by=lin).payload == '{"after":null,"before":null}'


def test_every_kind_has_a_label_in_both_languages():
    with translation.override("zh-hans"):
        assert [kind for kind in Kind if str(KINDS[kind]).isascii()] == []
