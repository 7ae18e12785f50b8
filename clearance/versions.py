"""What changed from one version of a document to the next, field by field."""

import json
from dataclasses import dataclass

from clearance.ceb import UnreadableDocument, readable
from clearance.masking import IDENTITY_ELEMENTS, IDENTITY_KEYS
from clearance.request_rows import label_of
from orders.identity import mask

NOISE = {"guid", "appTime", "change"}  # new with every version, and shown beside it


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    label: str
    old: str
    new: str


def changes(before, after):
    """before, after: a document's bytes. Fields in the sequence of the newer one."""
    old, new = flat(before), flat(after)
    paths = [*new, *(path for path in old if path not in new)]
    return [
        Change(name(path), *label(path, old, new))
        for path in paths
        if name(path) not in NOISE and old.get(path, ("", ""))[1] != new.get(path, ("", ""))[1]
    ]


def name(path):
    return path.rpartition("/")[2]


def label(path, old, new):
    words = (new.get(path) or old[path])[0]
    return words, old.get(path, ("", ""))[1], new.get(path, ("", ""))[1]


def flat(content):
    """path: (words, value); identity numbers masked."""
    content = bytes(content)
    if content.lstrip()[:1] == b"{":
        return dict(_flat_request(json.loads(content)))
    try:
        rows = readable(content)
    except UnreadableDocument:
        return {}
    return {
        row.path: (row.zh, mask(row.value) if row.name in IDENTITY_ELEMENTS else row.value)
        for row in rows
        if not row.heading and "BaseTransfer" not in row.path
    }


def _flat_request(request):
    for key, value in request.items():
        if isinstance(value, list):
            for number, line in enumerate(value, start=1):
                for part, told in line.items():
                    yield f"{key}[{number}]/{part}", (label_of(part), str(told))
        else:
            shown = mask(value) if key in IDENTITY_KEYS else str(value)
            yield key, (label_of(key), shown)
