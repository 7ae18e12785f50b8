"""Our tables and the official schemas agree: on good documents and on broken ones."""

import copy
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ceb import (
    MESSAGES,
    FieldError,
    Signer,
    build,
    check,
    check_specification,
    new_guid,
    parse,
    read,
)
from ceb.fields import CEB_NAMESPACE
from tests.sampling import EVERYTHING

from .records import TRANSFER, document, fitted
from .strategies import record_of

pytestmark = pytest.mark.xsd
MUTATIONS = 200 if EVERYTHING else 60  # of each kind
KINDS = [
    (kind, version) for kind, message in sorted(MESSAGES.items()) for version in message.versions
]
TEXTS = [
    "", " ", "\t\n", "0", "1", "-1", "+1", "1.", ".5", "1e3", "1,000", "NaN", "１２", " 7 ", "142",
    "999", "x" * 17, "x" * 36, "x" * 300, "x" * 1001, "中" * 18, "中" * 61, "😀" * 5, "1.123456",
    "1.0000000", "9" * 20, "0" * 25 + "1", "2147483648", "-2147483649", "00000000001", "]]>",
    "“引号”", "1 2", "00.10", "20261124093000", "A\rB", "<![CDATA[]]>", "YQ==", "YR==", "Y", " E ",
    "  a \t b\n", " " + "x " * 60, "\u3000",
]  # fmt: skip


SUBSCRIBER = {"status": "RET", "dxpMode": "DXP", "dxpAddress": "DXPENT0000000002"}


def signed(kind: str, seed: int, signer: Signer, **options) -> bytes:
    """With all that a message to customs may contain: subscribers, extension, signature."""
    if not MESSAGES[kind].is_receipt and seed % 2:
        options["subscribers"] = [SUBSCRIBER] * (seed % 6)
        extension = etree.Element("{urn:own}data", lang="zh")
        options["extend"] = {"name": "自有", "version": "1", "Message": extension}
    made = document(kind, seed, **options)
    return signer.sign(made) if MESSAGES[kind].signature != "none" else made


@pytest.mark.parametrize(("kind", "version"), KINDS)
def test_varied_documents_are_valid_for_both(kind, version, schemas, signer):
    schema = schemas[version, MESSAGES[kind].trade]
    for seed in range(20):
        made = signed(kind, seed, signer, full=seed % 3 == 0, version=version)
        schema.assertValid(etree.fromstring(made))
        assert check(made, version) == []


@pytest.mark.parametrize(("kind", "version"), KINDS)
def test_broken_documents_get_the_same_verdict(kind, version, schemas, signer):
    chance = random.Random(f"{kind}{version}")
    schema = schemas[version, MESSAGES[kind].trade]
    records = 1 if kind in ("711", "900") else 2
    root = parse(signed(kind, 1, signer, records=records, version=version))
    verdicts = {True: 0, False: 0}
    for number in range(MUTATIONS):
        mutant = parse(etree.tostring(mutate(root, chance)))
        valid_by_schema = schema.validate(mutant)
        errors = check(mutant, version)
        assert (not errors) == valid_by_schema, (
            number, [str(error) for error in errors],
            [entry.message for entry in schema.error_log] if not valid_by_schema else "",
        )  # fmt: skip
        verdicts[valid_by_schema] += 1
    assert min(verdicts.values()) > MUTATIONS // 20  # both verdicts are tried


def mutate(root, chance: random.Random):
    """A copy with one thing wrong, or not quite wrong."""
    copied = copy.deepcopy(root)
    elements = [element for element in copied.iter(etree.Element)]
    target = chance.choice(elements[1:])
    parent = target.getparent()
    change = chance.choice(
        [drop, double, move, retext, retext, retext, dress, wrap, rename, mix, root_attribute]
    )
    change(target, parent, chance, copied)
    return copied


def drop(target, parent, chance, root):
    parent.remove(target)


def double(target, parent, chance, root):
    for _ in range(chance.choice([1, 1, 5, 100])):
        target.addnext(copy.deepcopy(target))


def move(target, parent, chance, root):
    parent.remove(target)
    parent.insert(chance.randrange(len(parent) + 1), target)


def retext(target, parent, chance, root):
    leaves = [leaf for leaf in root.iter(etree.Element) if len(leaf) == 0]
    chance.choice(leaves).text = chance.choice(TEXTS)


def dress(target, parent, chance, root):
    name = chance.choice(
        ["Algorithm", "Id", "x", "{http://www.w3.org/XML/1998/namespace}lang", "{urn:x}y",
         "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
         "{http://www.w3.org/2001/XMLSchema-instance}nil", "URI"]
    )  # fmt: skip
    target.set(
        name, chance.choice(["", "a b", "http://x/y#z", "%zz", "中文", "##", "1a", "a1", "true"])
    )


def wrap(target, parent, chance, root):
    child = chance.choice(["{urn:other}thing", f"{{{CEB_NAMESPACE}}}note", "bare",
                           "{http://www.w3.org/2000/09/xmldsig#}KeyName"])  # fmt: skip
    target.insert(0, etree.Element(child))


def rename(target, parent, chance, root):
    target.tag = chance.choice(
        [f"{{{CEB_NAMESPACE}}}unknown", "orderNo", f"{{{CEB_NAMESPACE}}}note", "{urn:x}orderNo"]
    )


def mix(target, parent, chance, root):
    target.tail = chance.choice(["text", "\n  ", "\u00a0", "0"])
    target.insert(0, etree.Comment("remark"))
    if chance.random() < 0.3:
        target.append(etree.ProcessingInstruction("keep", "calm"))


def root_attribute(target, parent, chance, root):
    name = chance.choice(["guid", "version"])
    root.set(name, chance.choice(["", "x", "1.0", "x" * 36, "中" * 36, "x" * 10, "x" * 11]))
    if chance.random() < 0.2:
        del root.attrib[name]


ANY_TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z", "Cc", "Cn"]),
        st.sampled_from("中文全角１２３“”‘’<>&]😀👨‍👩‍👧\u200b\ufeff\ufffe\x00\x0b\x1f\x85\r\n\t"),
    ),
    max_size=70,
)  # fmt: skip


@pytest.mark.parametrize(("kind", "version"), KINDS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANY_TEXT, position=st.integers(0, 200))
def test_any_text_gets_the_same_verdict(kind, version, schemas, signer, text, position):
    root = parse(signed(kind, 3, signer, version=version))
    leaves = [leaf for leaf in root.iter(etree.Element) if len(leaf) == 0]
    leaf = leaves[position % len(leaves)]
    try:
        leaf.text = text
    except ValueError:  # no XML can carry it
        return
    mutant = parse(etree.tostring(root))
    schema = schemas[version, MESSAGES[kind].trade]
    assert (check(mutant, version) == []) == schema.validate(mutant)


@pytest.mark.parametrize(("kind", "version"), KINDS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_built_is_valid_and_reads_back(kind, version, schemas, signer, data):
    message = MESSAGES[kind]
    records = data.draw(st.lists(record_of(message.record, version), min_size=1, max_size=1))
    records = [fitted(kind, made, random.Random(1)) for made in records]
    transfer = None if message.is_receipt else TRANSFER
    made = build(kind, records, guid=new_guid(), base_transfer=transfer, version=version)
    signed = signer.sign(made) if message.signature == "required" else made
    schemas[version, message.trade].assertValid(etree.fromstring(signed))
    assert check(signed, version) == []
    assert check_specification(signed, version) == (
        [] if message.signature != "expected" else [unsigned(message.root.name)]
    )
    assert without_empty(read(made).records) == without_empty(records)


def unsigned(root: str) -> FieldError:
    return FieldError(f"/{root}/Signature", "Signature", "missing")


def without_empty(value):
    """Texts as they are; what is empty is left out of documents."""
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    if isinstance(value, dict):
        return {name: without_empty(item) for name, item in value.items() if item not in ("", [])}
    return str(value)
