"""A row keeps the code of its error; a clerk reads it in the language of the page."""

import pytest
from django.utils.translation import override

from ceb import FieldError, UnreadableDocumentError
from ceb.errors import SENTENCES
from ceb.signatures.signing import SignatureError
from clearance.models.stored_errors import (
    EXCHANGE_ANSWER,
    LONGEST,
    error_text,
    stored_error,
    stored_field_errors,
)

MISSING = FieldError("/CEB311Message/Order[1]/OrderHead", "orderNo", "missing", zh="订单编号")
CODES_OF_DOCUMENTS = [
    code
    for code, (english, _chinese) in SENTENCES.items()
    if "{field}" not in english and "{limit}" not in english
]
TOO_LONG = FieldError("/DxpMsg/TransInfo/SenderId", "SenderId", "too_long", "16")


@pytest.mark.parametrize(
    ("stored", "english", "chinese"),
    [
        (stored_error("wrong_signature"), "the signature value is not right", "签名值不正确"),
        (stored_error("too_many_bytes", "9"), "larger than 9 bytes", "超过9字节"),
        (stored_error(EXCHANGE_ANSWER, "2001 x: y"), "2001 No such receiver: x: y", None),
        (
            stored_field_errors([MISSING, TOO_LONG]),
            "orderNo is required; SenderId is longer than 16 characters",
            "订单编号（orderNo）必填；SenderId（SenderId）超过16个字符",
        ),
        ("payer_differs", "The payer is not the person who ordered (R-ID-2).", None),
    ],
)
def test_an_error_is_kept_as_a_code_and_read_in_either_language(stored, english, chinese):
    with override("en"):
        assert error_text(stored) == english
    with override("zh-hans"):
        text = error_text(stored)
        assert text == (chinese or text) != english


@pytest.mark.parametrize(
    "plain",
    [
        "签名值不正确 / the signature value is not right",  # as rows of older versions have it
        "ConnectError: [Errno 111] Connection refused",
        "missing: of a partner's own text",
        "invalid_fields: [[",
        'invalid_fields: [["orderNo", "of a later version", "", ""]]',
        "",
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_plain_text_is_shown_as_it_is(plain, language):
    with override(language):
        assert error_text(plain) == plain


def test_many_errors_are_kept_as_far_as_the_row_has_room():
    text = stored_field_errors([MISSING] * 100)
    assert len(text) <= LONGEST
    with override("en"):
        assert set(error_text(text).split("; ")) == {"orderNo is required"}


@pytest.mark.parametrize("error", [UnreadableDocumentError, SignatureError])
@pytest.mark.parametrize("code", CODES_OF_DOCUMENTS)
def test_an_error_of_a_document_says_in_ceb_what_the_site_shows(error, code):
    exc = error(code, "7")
    stored = stored_error(exc.code, exc.detail)
    with override("en"):
        assert error_text(stored) == str(exc)
    with override("zh-hans"):
        assert error_text(stored) == exc.message_zh
