"""A document travels in the exchange platform's envelope and comes out byte for byte."""

import base64
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ceb import InvalidMessageError, UnreadableDocumentError, verify
from ceb.envelope import (
    EXPORT_RECEIVER,
    IMPORT_RECEIVER,
    EnvelopeHeader,
    is_envelope,
    read_answers,
    unwrap,
    wrap,
)

from .records import document
from .strategies import text_of

ADDRESS = {
    "sender": "DXPENT0000000001",
    "receivers": [IMPORT_RECEIVER],
    "message_type": "CEB311Message",
    "copmsg_id": "E-EXPO-1",
}
MOMENT = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
DXP = "http://www.chinaport.gov.cn/dxp"


def test_a_signed_document_comes_out_as_it_went_in(signer, key_and_certificate):
    signed = signer.sign(document("621", 1))
    inside, header = unwrap(wrap(signed, **ADDRESS, created=MOMENT))
    assert inside == signed
    verify(inside, key_and_certificate[1])
    assert header == EnvelopeHeader(
        "E-EXPO-1", "DXPENT0000000001", (IMPORT_RECEIVER,), "CEB311Message", "2026-11-25T01:30:00"
    )


@given(data=st.binary(min_size=1, max_size=300), name=text_of(1, 60))
def test_any_bytes_come_out_as_they_went_in(data, name):
    inside, header = unwrap(wrap(data, **{**ADDRESS, "copmsg_id": name}))
    assert (inside, header.copmsg_id) == (data, name)


@pytest.mark.xsd
def test_the_envelope_is_valid_even_when_it_is_signed(signer):
    path = next(Path(os.environ["CEB_XSD_DIR"], "202205").glob("*终端*.xsd"))
    schema = etree.XMLSchema(etree.parse(path))
    made = wrap(document("303", 1), **{**ADDRESS, "receivers": [EXPORT_RECEIVER] * 5})
    schema.assertValid(etree.fromstring(made))
    schema.assertValid(etree.fromstring(signer.sign(made)))


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"sender": "D" * 17}, "SenderId", "too_long"),
        ({"sender": ""}, "SenderId", "missing"),
        ({"receivers": []}, "ReceiverId", "missing"),
        ({"receivers": ["R"] * 6}, "ReceiverId", "too_many"),
        ({"copmsg_id": "x" * 256}, "CopMsgId", "too_long"),
        ({"copmsg_id": "a\x00"}, "CopMsgId", "character"),
        ({"message_type": "CEB" * 11}, "MsgType", "too_long"),
        ({"largest": 10}, "Data", "too_large"),
    ],
)
def test_what_the_platform_would_reject_is_never_wrapped(change, field, code):
    with pytest.raises(InvalidMessageError) as exc_info:
        wrap(document("311", 1), **{**ADDRESS, **change})
    assert [(error.field, error.code) for error in exc_info.value.errors] == [(field, code)]


def test_a_server_s_envelope_contains_ours_under_any_prefix():
    made = wrap(b"<a/>", **ADDRESS).decode().replace("dxp:", "x:").replace("xmlns:dxp", "xmlns:x")
    inner = made.split("?>", 1)[1]
    outer = f'<DxpMsgSv xmlns="{DXP}" ver="1.0"><SvNo><MsgId>1</MsgId></SvNo>{inner}</DxpMsgSv>'
    assert unwrap(outer.encode())[0] == b"<a/>"
    assert is_envelope(outer.encode())
    assert not is_envelope(b"<a/>")
    assert not is_envelope(b"garbage")


def envelope(data: str) -> bytes:
    return wrap(b"DATA", **ADDRESS).replace(base64.b64encode(b"DATA"), data.encode())


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"<DxpMsg",
        b"<CEB311Message/>",
        b"<Other><DxpMsg/></Other>",
        b'<DxpMsg ver="1.0"><Data>YQ==</Data></DxpMsg>',
        envelope(""),
        envelope("???"),
        envelope("YQ"),
        envelope("A" * 12_000_000),
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><DxpMsg>&b;</DxpMsg>',
    ],
)
def test_hostile_envelopes_are_rejected(hostile):
    with pytest.raises(UnreadableDocumentError):
        unwrap(hostile)


def test_the_platforms_own_responses_are_explained():
    response = f"""<DxpRep xmlns="{DXP}"><RecevierId>DXPENT0000000001</RecevierId>
      <Response><ResponseCode>3003</ResponseCode><ResponseInfo>timeout</ResponseInfo>
        <NoticeTime>2026-11-24</NoticeTime>
        <OriHead><CopMsgId>E-EXPO-1</CopMsgId></OriHead></Response>
      <Response><ResponseCode>4711</ResponseCode><NoticeTime>2026-11-24</NoticeTime></Response>
    </DxpRep>"""
    assert [
        (
            explained.copmsg_id,
            explained.code,
            explained.info,
            explained.en,
            explained.next,
        )
        for explained in read_answers(response.encode())
    ] == [
        ("E-EXPO-1", "3003", "timeout", "The platform's connection timed out", "resend"),
        ("", "4711", "", "Another error", "ask_broker"),
    ]
    with pytest.raises(UnreadableDocumentError):
        read_answers(b"<DxpMsg/>")
