"""Every kind customs takes: who may send it, how e-port rejects it, and what becomes of it.

Imports by the official table of 202205; exports have only ranges of a thousand (2018), the last
digits are the sandbox's own, as are the numbers of 213 and 215, which no specification names.
"""

from dataclasses import dataclass


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
    unknown: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SandboxKind:
    """end: the status it ends with when all is well; state: what it is then. Where end is 120 it is
    matched before it is stored, else after."""

    sender: str
    port_errors: PortErrors
    end: str = "120"
    state: str = "stored"


def _export(first: int) -> PortErrors:
    business, processing = first + 2000, first + 3000
    return PortErrors(
        form=f"-{first + 1000}",
        signature=f"-{first}",
        exists=f"-{business + 9}",
        missing=f"-{business + 8}",
        # Of the fourth thousand (processing), as on import.
        stale=f"-{processing + 13}",
        frozen=f"-{business + 10}",
        unknown=f"-{business + 2}",
        state=f"-{business + 4}",
    )


KINDS: dict[str, SandboxKind] = {
    "311": SandboxKind(
        "site", PortErrors("-301008", "-301020", "-301010", "-301009", "-301014", "-301011")
    ),
    "411": SandboxKind(
        "payment", PortErrors("-401009", "-401009", "-401007", "-401006", "-401012", "-401008")
    ),
    "511": SandboxKind(
        "logistics", PortErrors("-504011", "-504011", "-504015", "-504014", "-505016", "-504016")
    ),
    "513": SandboxKind(
        "logistics", PortErrors("-505011", "-505011", "-505012", "-505014", "-505016", "-505012")
    ),
    "621": SandboxKind(
        "agent", PortErrors("-621001", "-621029", "-621004", "-621011", "-621012", "-621012"),
        "800", "released",
    ),
    "623": SandboxKind(
        "agent",
        PortErrors("-623001", "-623029", "-623009", "-623004", "-623009", "-623009",
                 "-623003", "-623005"),
        "399", "concluded",
    ),
    "625": SandboxKind(
        "agent",
        PortErrors("-625001", "-625005", "-625033", "-625016", "-625022", "-625022",
                 "-625016", "-625201"),
        "399", "concluded",
    ),
    "711": SandboxKind(
        "operator", PortErrors("-800001", "-800001", "-800003", "-800001", "-800005", "-800003"),
        "399", "concluded",
    ),
    "303": SandboxKind("site", _export(301001)),
    "403": SandboxKind("payment", _export(401001)),
    "505": SandboxKind("logistics", _export(501001)),
    "507": SandboxKind("logistics", _export(801001)),
    "509": SandboxKind("logistics", _export(505001)),
    "603": SandboxKind("agent", _export(601001), "800", "released"),
    "605": SandboxKind("agent", _export(605001), "430", "concluded"),
    "607": SandboxKind("agent", _export(901001)),
    "701": SandboxKind("agent", _export(701001)),
    "213": SandboxKind("agent", _export(213001), "800", "released"),
    "215": SandboxKind("operator", _export(215001)),
}  # fmt: skip
LISTS = ("621", "603")
# Documents a list rests on: frozen as soon as it is declared.
RESTED_ON = {"311": "621", "411": "621", "511": "621", "303": "603", "403": "603", "505": "603"}


def kinds_of(sender: str) -> frozenset[str]:
    return frozenset(kind for kind, facts in KINDS.items() if facts.sender == sender)
