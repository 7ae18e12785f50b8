"""Identity numbers at rest (R-PRIV-6)."""

from __future__ import annotations

import hashlib

import pytest
from django.core.exceptions import ImproperlyConfigured

from orders.identity.encryption import (
    UnreadableIdentityError,
    decrypt_identity,
    encrypt_identity,
    identity_hash,
    rotate_identity,
)

NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def keys(settings):
    settings.IDENTITY_KEYS = ["first key, long and random enough"]
    settings.IDENTITY_HASH_KEY = "hash key, long and random enough"


def test_a_number_comes_back_normalized_and_looks_different_each_time():
    one, two = encrypt_identity(NUMBER), encrypt_identity(" 11010519491231002x ")
    assert one != two
    assert NUMBER not in one
    assert decrypt_identity(one) == decrypt_identity(two) == NUMBER


def test_after_a_key_change_old_numbers_are_read_and_rotated(settings):
    old = encrypt_identity(NUMBER)
    settings.IDENTITY_KEYS = ["second key", *settings.IDENTITY_KEYS]
    assert decrypt_identity(old) == NUMBER

    new = rotate_identity(old)
    settings.IDENTITY_KEYS = ["second key"]
    assert decrypt_identity(new) == NUMBER
    with pytest.raises(UnreadableIdentityError):
        decrypt_identity(old)


@pytest.mark.parametrize("token", ["", "no token", "gAAAAA==", "姓名"])
def test_what_no_key_opens_is_rejected_without_quoting_it(token):
    for operation in (decrypt_identity, rotate_identity):
        with pytest.raises(UnreadableIdentityError) as exc_info:
            operation(token)
        assert not token or token not in str(exc_info.value)


def test_a_changed_token_is_rejected():
    token = encrypt_identity(NUMBER)
    changed = token[:30] + ("A" if token[30] != "A" else "B") + token[31:]
    with pytest.raises(UnreadableIdentityError):
        decrypt_identity(changed)


# R-LIM-6
def test_the_hash_finds_every_spelling_and_needs_its_key(settings):
    digest = identity_hash(NUMBER)
    assert digest == identity_hash(" １１０１０５19491231002x")
    assert len(digest) == 64
    assert digest != hashlib.sha256(NUMBER.encode()).hexdigest()

    settings.IDENTITY_HASH_KEY = "another key"
    assert identity_hash(NUMBER) != digest


@pytest.mark.parametrize("keys", [[], [""], ""])
def test_without_keys_nothing_is_stored(settings, keys):
    settings.IDENTITY_KEYS = keys
    settings.IDENTITY_HASH_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="IDENTITY_KEYS"):
        encrypt_identity(NUMBER)
    with pytest.raises(ImproperlyConfigured, match="IDENTITY_HASH_KEY"):
        identity_hash(NUMBER)
