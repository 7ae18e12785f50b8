"""Several documents of one kind in one message: 1–100 records, then what they have in common."""

from collections.abc import Sequence

from lxml import etree

from .fields import CEB_NAMESPACE
from .identifiers import new_guid
from .parser import parse
from .tables import MESSAGES

MAX_RECORDS = 100


def join(kind: str, documents: Sequence[bytes]) -> bytes:
    """One document with the records of all; a single one stays as it is, byte for byte.

    Raises ValueError for more than 100, none, or documents that are signed already."""
    if not 1 <= len(documents) <= MAX_RECORDS:
        raise ValueError(f"{len(documents)} documents; a message takes 1 to {MAX_RECORDS}")
    if len(documents) == 1:
        return documents[0]
    name = f"{{{CEB_NAMESPACE}}}{MESSAGES[kind].record.name}"
    roots = [parse(document) for document in documents]
    whole = roots[0]
    last = whole.findall(name)[-1]
    for root in roots:
        # It would cover one document of many.
        if root.find("{*}Signature") is not None:
            raise ValueError("a signed document can't be joined to others")
        for record in root.findall(name) if root is not whole else ():
            last.addnext(record)
            last = record
    # Another message than any of its parts.
    whole.set("guid", new_guid())
    return etree.tostring(whole, xml_declaration=True, encoding="UTF-8")
