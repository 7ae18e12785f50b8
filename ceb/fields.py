"""What a message table is made of: fields, groups, messages.

A message kind is a table made of these, nothing else: builder, checker, reader and the sandbox
all work from it. Lengths are characters, not bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

CEB_NAMESPACE = "http://www.chinaport.gov.cn/ceb"
XSI_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance"
DSIG_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"
OLDER_VERSION = "2018-113"
VERSIONS = ("202205", OLDER_VERSION)
Form = Literal["text", "decimal", "int"]
Trade = Literal["import", "export"]
SignatureUse = Literal["none", "optional", "expected", "required"]


@dataclass(frozen=True, slots=True)
class Field:
    """An element with a value.

    required, min_length, max_length, digits, decimals, fixed, default (what an empty element stands
    for) and collapse (white space does not count) are the schema's; the checker knows no others.
    What the specification wants beyond the schema (expected, allowed, barred, code_table, time,
    needed_in, barred_in, fixed_in) is the builder's and the platform's to check.
    older: the field as 2018-113 has it, where it differs; versions: whose schema has it at all.
    """

    name: str
    zh: str
    en: str
    form: Form = "text"
    required: bool = True
    min_length: int = 0
    max_length: int | None = None
    digits: int | None = None
    decimals: int | None = None
    fixed: str | None = None
    default: str | None = None
    collapse: bool = False
    # Such fields may be empty by the schema, so only builder and platform look.
    expected: bool = False
    allowed: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    code_table: str = ""
    time: bool = False
    needed_in: tuple[str, ...] = ()
    barred_in: tuple[str, ...] = ()
    fixed_in: tuple[tuple[str, str], ...] = ()
    older: "Field | None" = None
    versions: tuple[str, ...] = VERSIONS

    def of(self, version: str) -> "Field":
        """The field as the schema of that version has it."""
        return self.older if self.older and version == OLDER_VERSION else self


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """An element with children, in this very order. max_occurs None: unbounded.

    older_occurs: (min, max) in 2018-113 where it differed.
    """

    name: str
    zh: str
    en: str
    # The order is the schema's: another order is another document.
    members: "tuple[Member, ...]"
    min_occurs: int = 1
    max_occurs: int | None = 1
    pairs: tuple[tuple[str, str], ...] = ()
    older_occurs: tuple[int, int | None] | None = None

    def occurs(self, version: str) -> tuple[int, int | None]:
        """How often it occurs, at least and at most, by the schema of that version."""
        if self.older_occurs and version == OLDER_VERSION:
            return self.older_occurs
        return self.min_occurs, self.max_occurs

    def members_of(self, version: str) -> "tuple[Member, ...]":
        """Its members as the schema of that version has them."""
        return _members_of(self, version)

    def fields(self) -> Iterator[Field]:
        return (member for member in self.members if isinstance(member, Field))


@cache  # looked up for every element of every document
def _members_of(group: Group, version: str) -> "tuple[Member, ...]":
    return tuple(
        member.of(version) if isinstance(member, Field) else member
        for member in group.members
        if not isinstance(member, Field) or version in member.versions
    )


@dataclass(frozen=True, slots=True)
class ForeignElement:
    """An element whose content is not a table: XML of any kind, or the signature."""

    name: str
    zh: str
    en: str
    content: Literal["any", "signature"]
    namespace: str = CEB_NAMESPACE
    min_occurs: int = 0
    max_occurs: int | None = 1


Member: TypeAlias = Field | Group | ForeignElement


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A message kind.

    key: fields that identify a document of this kind, the most specific one first.
    answered_by: the kind of its receipt. sender: who is responsible for it (R-DOC-1).
    signature: "expected": the specification requires it, the schema does not. versions: whose
    schema has it.
    """

    kind: str
    zh: str
    en: str
    sender: str
    root: Group
    key: tuple[str, ...]
    answered_by: str = ""
    signature: SignatureUse = "none"
    trade: Trade = "import"
    answers: str = ""
    versions: tuple[str, ...] = VERSIONS

    @property
    def record(self) -> Group:
        """The repeated business record: the first child of the root."""
        record = self.root.members[0]
        assert isinstance(record, Group)
        return record

    @property
    def is_receipt(self) -> bool:
        return self.sender == "customs"
