"""What changed from one version of a document to the next, field by field."""

from dataclasses import dataclass

from ceb import UnreadableDocumentError
from clearance.clerk.masking import rows_of
from clearance.documents.request_rows import camel

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


def table_rows(rows, before, wrong):
    """Rows as of `masking.rows_of`, each with `before`, its value in the version before, whether it
    is_new since then, and whether it is_wrong. before: bytes and kind of that version, None of a
    first one; wrong: names of fields that customs objects to."""
    old = flat(*before) if before else {}
    for row in rows:
        if row["heading"]:
            yield row
            continue
        value = old.get(row["path"], ("", ""))[1]
        is_new = before is not None and value != str(row["value"])
        is_wrong = row["name"] in wrong or camel(row["name"]) in wrong
        yield row | {"before": value, "is_new": is_new, "is_wrong": is_wrong}


def flat(content, kind=""):
    """path: (label, value); identity numbers masked."""
    try:
        rows = rows_of(bytes(content), kind)
    except UnreadableDocumentError:
        return {}
    return {
        row["path"]: (row["label"], str(row["value"]))
        for row in rows
        if not row["heading"] and "BaseTransfer" not in row["path"]
    }
