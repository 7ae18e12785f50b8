"""Records in, document out. All errors are reported before anything is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from .checks.specification import record_errors
from .errors import FieldError, InvalidMessageError
from .fields import CEB_NAMESPACE, XSI_NAMESPACE, Field, ForeignElement, Group, MessageKind
from .lexical import value_problem
from .tables import MESSAGES
from .values import InvalidValueError, as_text, names_in, pick

Texts = dict[str, Any]


def build(
    kind: str,
    records: Sequence[Any],
    *,
    guid: str,
    base_transfer: Any = None,
    subscribers: Sequence[Any] = (),
    extend: Any = None,
    version: str = "202205",
    root_version: str = "1.0",
) -> bytes:
    """The document in UTF-8, without white space between elements, ready to be signed.

    records: 1–100 mappings or dataclasses keyed by the table's element names, groups nested
    ({"OrderHead": {…}, "OrderList": [{…}]}). Values: str; Decimal, int or str for amounts;
    int for counts; str or aware datetime for times (written in Beijing time).
    Empty values are left out.
    base_transfer: as the table's; required for documents to customs, absent in receipts.
    version: of the schema, "202205" or "2018-113"; root_version: the root's own attribute.
    A required signature is the signer's to add (signing.Signer).
    Raises InvalidMessageError with every error.
    """
    message = MESSAGES[kind]
    path = f"/{message.root.name}"
    if version not in message.versions:
        raise InvalidMessageError([FieldError(path, message.root.name, "version", version)])
    errors = _root_errors(message, records, guid, root_version)
    parts: list[tuple[Group, Texts]] = []
    for group, record, where in _parts(message, records, base_transfer, subscribers, extend):
        texts = _texts(record, group, f"{path}/{where}", version, errors)
        errors += record_errors(texts, group, f"{path}/{where}", version)
        parts.append((group, texts))
    # All together: nobody should have to mend one and try again for each.
    if errors:
        raise InvalidMessageError(_distinct(errors))
    root = etree.Element(
        f"{{{CEB_NAMESPACE}}}{message.root.name}",
        attrib={"guid": guid, "version": root_version},
        nsmap={"ceb": CEB_NAMESPACE, "xsi": XSI_NAMESPACE},
    )
    for group, texts in parts:
        _write(root, group, texts)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _root_errors(
    message: MessageKind, records: Sequence[Any], guid: str, root_version: str
) -> list[FieldError]:
    path, record = f"/{message.root.name}", message.record
    errors = []
    if not records:
        errors.append(FieldError(f"{path}/{record.name}", record.name, "missing", zh=record.zh))
    if record.max_occurs is not None and len(records) > record.max_occurs:
        limit = str(record.max_occurs)
        errors.append(
            FieldError(f"{path}/{record.name}", record.name, "too_many", limit, record.zh)
        )
    # The schema wants a UUID's 36 characters; it is never read as one.
    if len(guid) != 36:
        errors.append(FieldError(f"{path}/@guid", "guid", "length", "36"))
    if not 1 <= len(root_version) <= 10:
        errors.append(FieldError(f"{path}/@version", "version", "length", "1–10"))
    return errors


def _parts(
    message: MessageKind,
    records: Sequence[Any],
    base_transfer: Any,
    subscribers: Sequence[Any],
    extend: Any,
) -> list[tuple[Group, Any, str]]:
    """(group, record, place) for each child of the root, in the order of the root's table."""
    given: dict[str, Sequence[Any]] = {message.record.name: records}
    if not message.is_receipt:
        given["BaseTransfer"] = [base_transfer or {}]
        given["BaseSubscribe"] = subscribers
        given["ExtendMessage"] = [extend] if extend else []
    return [
        (member, record, f"{member.name}[{number}]" if member.max_occurs != 1 else member.name)
        for member in message.root.members
        if isinstance(member, Group)
        for number, record in enumerate(given.get(member.name, ()), start=1)
    ]


def _texts(record: Any, group: Group, path: str, version: str, errors: list[FieldError]) -> Texts:
    """The record as texts in the table's order; what is wrong goes to errors."""
    members = group.members_of(version)
    known = {member.name for member in members}
    errors += [
        FieldError(f"{path}/{name}", name, "unknown")
        for name in names_in(record)
        if name not in known
    ]
    texts: Texts = {}
    for member in members:
        value = pick(record, member.name)
        if isinstance(member, Field):
            text = _field_text(value, member, f"{path}/{member.name}", errors)
            # The schema of 202205 wants such an element even when it is empty.
            if text or (member.required and member.min_length == 0 and member.form == "text"):
                texts[member.name] = text
        elif isinstance(member, Group):
            texts[member.name] = _group_texts(value, member, path, version, errors)
        else:
            texts[member.name] = value
    return texts


def _group_texts(
    value: Any, group: Group, path: str, version: str, errors: list[FieldError]
) -> Any:
    minimum, maximum = group.occurs(version)
    where = f"{path}/{group.name}"
    # A head left out is built all the same, so that each missing field is named.
    if group.max_occurs == 1:
        return _texts(value if value is not None else {}, group, where, version, errors)
    items = list(value or ())
    if len(items) < minimum:
        errors.append(FieldError(where, group.name, "missing", zh=group.zh))
    if maximum is not None and len(items) > maximum:
        errors.append(FieldError(where, group.name, "too_many", str(maximum), group.zh))
    return [
        _texts(item, group, f"{where}[{number}]", version, errors)
        for number, item in enumerate(items, start=1)
    ]


def _field_text(value: Any, field: Field, path: str, errors: list[FieldError]) -> str:
    try:
        text = as_text(value, field)
    except InvalidValueError as exc:
        errors.append(FieldError(path, field.name, exc.code, exc.limit, field.zh))
        return ""
    if not text:
        if field.required and not (field.min_length == 0 and field.form == "text"):
            errors.append(FieldError(path, field.name, "missing", zh=field.zh))
        return ""
    problem = value_problem(text, field)
    if problem:
        errors.append(FieldError(path, field.name, problem[0], problem[1], field.zh))
    return text


def _distinct(errors: list[FieldError]) -> list[FieldError]:
    """One error a place: the first is the deepest reason."""
    # The builder and the specification may both object to one value.
    return list({error.path: error for error in reversed(errors)}.values())[::-1]


def _write(parent: "etree._Element", group: Group, texts: Mapping[str, Any]) -> None:
    element = etree.SubElement(parent, f"{{{CEB_NAMESPACE}}}{group.name}")
    for member in group.members:
        value = texts.get(member.name)
        if isinstance(member, Group):
            for item in value if isinstance(value, list) else [value or {}]:
                _write(element, member, item)
        elif isinstance(member, ForeignElement):
            child = etree.SubElement(element, f"{{{CEB_NAMESPACE}}}{member.name}")
            if value is not None:
                child.append(value)
        elif value is not None:
            etree.SubElement(element, f"{{{CEB_NAMESPACE}}}{member.name}").text = value
