"""XML from outside: no entities, no files, no network, no time and no memory without end."""

import contextlib
import socket
import threading
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceb import UnreadableDocumentError, check, parse, parse_receipts, read, readable, verify
from ceb.codes import NEXT_LABELS, explain, receipt_status
from ceb.envelope import read_answers, unwrap
from ceb.parser import LARGEST_DOCUMENT, MAX_TAGS
from tests.sampling import examples

from .records import document

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BLOWN_UP = f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>'
DEFAULTS = '<!DOCTYPE x [<!ATTLIST CEB312Message guid CDATA "filled in">]>'
HOSTILE = {
    "nothing": b"",
    "no xml": b"not xml",
    "cut short": b"<CEB312Message>",
    "unknown kind": b"<CEB999Message/>",
    "html": b"<html/>",
    "a file": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b"<CEB312Message>&e;</CEB312Message>",
    "a file by parameter": b'<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd"> %e;]>'
    b"<CEB312Message/>",
    "a type of its own": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><CEB312Message/>',
    "billion laughs": f"{BLOWN_UP}<CEB312Message>&a11;</CEB312Message>".encode(),
    "laughs in an attribute": f'{BLOWN_UP}<CEB312Message guid="&a11;"/>'.encode(),
    "laughs in another encoding": f"{BLOWN_UP}<CEB312Message>&a11;</CEB312Message>".encode(
        "utf-16"
    ),
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><CEB312Message>'.encode()
    + b"&a;" * 20_000 + b"</CEB312Message>",
    "values by the type": f"{DEFAULTS}<CEB312Message/>".encode(),
    "deep": b"<CEB312Message>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</CEB312Message>",
    "a character that is none": b"<CEB312Message>\x01</CEB312Message>",
    "another encoding": b"<CEB312Message>\xff\xfe</CEB312Message>",
    "unknown encoding": b'<?xml version="1.0" encoding="nonsense"?><CEB312Message/>',
    "one long text": b"<CEB312Message>" + b"x" * 11_000_000 + b"</CEB312Message>",
    "fifty megabytes": b"<CEB312Message>" + b" " * 50_000_000 + b"</CEB312Message>",
    "a million tags": b"<CEB312Message>" + b"<a/>" * MAX_TAGS + b"</CEB312Message>",
    "a name without end": b"<" + b"a" * 20_000_000 + b"/>",
    "attributes without end": b"<CEB312Message "
    + b" ".join(b'a%d="1"' % number for number in range(200_000)) + b"><b/></CEB312Message",
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("reader", [parse_receipts, read, readable, unwrap, read_answers])
def test_hostile_or_broken_documents_are_rejected_at_once(reader, data):
    started = time.process_time()
    with pytest.raises(UnreadableDocumentError):
        reader(data)
    assert time.process_time() - started < 3


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_the_checker_calls_none_of_them_valid(data):
    assert check(data) != []


def test_no_connection_is_opened_for_a_document_type():
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.5)
    connections = []

    def listen():
        with contextlib.suppress(TimeoutError):
            connections.append(server.accept())

    listener = threading.Thread(target=listen)
    listener.start()
    address = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"
    for data in (
        f'<!DOCTYPE x SYSTEM "{address}"><CEB312Message/>',
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]><CEB312Message>&e;</CEB312Message>',
        f'<?xml-stylesheet href="{address}"?><CEB999Message xmlns:xsi='
        f'"http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {address}"/>',
    ):
        with pytest.raises(UnreadableDocumentError):
            parse_receipts(data.encode())
    listener.join()
    server.close()
    assert connections == []


def test_what_is_too_large_is_not_even_looked_at():
    data = b"<CEB312Message>" + b"<a/>" * (LARGEST_DOCUMENT // 4) + b"</CEB312Message>"
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableDocumentError, match="larger than"):
            parse(data)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_signature_over_nothing_is_no_signature(key_and_certificate):
    with pytest.raises(UnreadableDocumentError):
        verify(HOSTILE["billion laughs"], key_and_certificate[1])


RECEIPT = document("622", 1, records=2)


@settings(max_examples=examples(150), deadline=None)
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(RECEIPT)), st.integers(0, 12), st.binary(max_size=6)),
        min_size=1,
        max_size=4,
    )
)
def test_a_receipt_damaged_anywhere_is_read_or_rejected_and_nothing_else(cuts):
    damaged = RECEIPT
    for place, length, put in cuts:
        damaged = damaged[:place] + put + damaged[place + length :]
    with contextlib.suppress(UnreadableDocumentError):
        for item in parse_receipts(damaged):
            assert item.kind == "622"
            assert item.moment is None or item.moment.tzinfo
            assert all(advice.next in NEXT_LABELS for advice in explain(item.info))
            assert receipt_status(item.status).next in NEXT_LABELS


@given(text=st.text(max_size=80) | st.from_regex(r"\[[Cc]ode:.*;Desc:.*\]", fullmatch=True))
def test_any_text_becomes_advice(text):
    for trade in ("import", "export"):
        assert bool(explain(text, trade=trade)) == bool(text.strip())
