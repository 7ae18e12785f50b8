"""Every kind customs takes: who may send it, how e-port rejects it, and what becomes of it.

Imports by the official table of 202205; exports have only ranges of a thousand (2018), the last
digits are the sandbox's own, as are the numbers of 213 and 215, which no specification names."""

from dataclasses import dataclass, fields
from pathlib import Path

from ceb.data_files import read_rows


@dataclass(frozen=True, slots=True)
class PortErrors:
    """E-port's negative statuses. form: a value breaks the specification; exists: on file already;
    missing: nothing to change; stale: older than the one on file; frozen: its state forbids a
    change; unknown: the list it names isn't on file; state: of that list forbids it."""

    form: str
    signature: str
    exists: str
    missing: str
    stale: str
    frozen: str
    unknown: str
    state: str


@dataclass(frozen=True, slots=True)
class SandboxKind:
    """zh: its name; end: the status it ends with when all is well; end_state: what it is then.
    Where end is 120 it is matched before it is stored, else after. endpoint: the path of the
    partner that makes it."""

    zh: str
    sender: str
    end: str
    end_state: str
    port_errors: PortErrors
    endpoint: str


def _kinds() -> dict[str, SandboxKind]:
    errors = [field.name for field in fields(PortErrors)]
    columns = ["kind", "zh", "sender", "end", "end_state", *errors, "endpoint"]
    kinds = {}
    for row in read_rows(Path(__file__).with_name("kinds.csv"), columns):
        kind, port_errors = row.pop("kind"), PortErrors(*(row.pop(name) for name in errors))
        kinds[kind] = SandboxKind(port_errors=port_errors, **row)
    return kinds


KINDS = _kinds()
LISTS = ("621", "603")
# Documents a list rests on: frozen as soon as it is declared.
RESTED_ON = {"311": "621", "411": "621", "511": "621", "303": "603", "403": "603", "505": "603"}


def kinds_of(sender: str) -> frozenset[str]:
    return frozenset(kind for kind, facts in KINDS.items() if facts.sender == sender)
