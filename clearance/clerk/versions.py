"""What changed from one version of a document to the next, field by field."""

import json
from dataclasses import dataclass

from ceb import UnreadableDocumentError, readable
from clearance.clerk.masking import IDENTITY_ELEMENTS, without_identity
from clearance.documents.request_rows import rows_of_request
from core.language import speaks_chinese
from orders.identity.numbers import mask

NOISE = {"guid", "appTime", "change"}  # new with every version, and shown beside it


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    label: str
    old: str
    new: str


def changes(before, after, kind=""):
    """before, after: a document's bytes; kind: of a partner's request. Fields in the sequence of
    the newer one."""
    old, new = flat(before, kind), flat(after, kind)
    paths = [*new, *(path for path in old if path not in new)]
    return [
        FieldChange(name(path), *label(path, old, new))
        for path in paths
        if name(path) not in NOISE and old.get(path, ("", ""))[1] != new.get(path, ("", ""))[1]
    ]


def name(path):
    return path.rpartition("/")[2]


def label(path, old, new):
    text = (new.get(path) or old[path])[0]
    return text, old.get(path, ("", ""))[1], new.get(path, ("", ""))[1]


def flat(content, kind=""):
    """path: (label, value); identity numbers masked."""
    content = bytes(content)
    if content.lstrip()[:1] == b"{":
        rows = rows_of_request(without_identity(json.loads(content)), kind)
        return {
            row["path"]: (row["label"], str(row["value"])) for row in rows if not row["heading"]
        }
    try:
        rows = readable(content)
    except UnreadableDocumentError:
        return {}
    return {
        row.path: (
            row.zh if speaks_chinese() else row.en,
            mask(row.value) if row.name in IDENTITY_ELEMENTS else row.value,
        )
        for row in rows
        if not row.heading and "BaseTransfer" not in row.path
    }
