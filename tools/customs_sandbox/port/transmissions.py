"""E-port opens what was taken in: form and signature of the whole, then each record by itself."""

from collections.abc import Mapping
from sqlite3 import Connection, Row

from ceb import (
    MESSAGES,
    FieldError,
    UnreadableDocumentError,
    check,
    check_specification,
    parse,
    read,
    verify,
)
from ceb.reader import Document
from ceb.signatures.signing import SignatureError
from tools.customs_sandbox.config import Config
from tools.customs_sandbox.receipts import ReceiptWriter
from tools.customs_sandbox.scenario import Scenario

from .admission import Admission
from .declared import DeclaredRecord

Target = dict[str, str]
LONGEST_QUOTE = 2000  # bytes of an unreadable document that its CEB900 repeats


class Port:
    """certificates: by identity, those on file."""

    def __init__(self, config: Config, certificates: Mapping[str, bytes]) -> None:
        self._config = config
        self._certificates = certificates

    def open(self, connection: Connection, scenario: Scenario, target: Target) -> None:
        row = _transmission(connection, target)
        errors, document = self._read(row["body"])
        if document is None or errors:
            _reject_form(ReceiptWriter(connection, scenario), row, errors)
            return
        errors = check_specification(document, self._config.schema)
        signature_error = self._signature_error(row, document)
        message = MESSAGES[row["kind"]]
        for number, record in enumerate(document.records, start=1):
            path = f"/{message.root.name}/{message.record.name}[{number}]/"
            # One bad record of a hundred is answered by itself; the others go on.
            own = [error for error in errors if error.path.startswith(path)]
            admission = self._admission(connection, scenario, row, record)
            admission.decide(own, signature_error)

    def repeat(self, connection: Connection, scenario: Scenario, target: Target) -> None:
        """The same bytes again: silence, or, when strict, what e-port says to any second one."""
        if not scenario.strict_duplicates:
            return
        row = _transmission(connection, target)
        try:
            document = read(row["body"])
        except UnreadableDocumentError:
            return
        for record in document.records:
            admission = self._admission(connection, scenario, row, record)
            status, text = admission.repetition_error()
            if status:
                admission.answer(status, text)

    def _admission(
        self, connection: Connection, scenario: Scenario, row: Row, record: dict[str, str]
    ) -> Admission:
        declared = DeclaredRecord.of(connection, row["kind"], record)
        return Admission(connection, scenario, self._config, row["id"], declared)

    def _read(self, body: bytes) -> tuple[list[FieldError], Document | None]:
        try:
            root = parse(body)
            return check(root, self._config.schema), read(root)
        except UnreadableDocumentError as exc:
            return [FieldError("/", "", "not_xml", limit=str(exc))], None

    def _signature_error(self, row: Row, document: Document) -> str:
        """What must be signed must be so by the sender whose certificate is on file; a signature
        that nobody required must be valid too, if the certificate is known."""
        certificate = self._certificates.get(row["sender"])
        is_required = MESSAGES[row["kind"]].signature in ("expected", "required")
        if not is_required and not (document.signed and certificate):
            return ""
        if certificate is None:
            return "no certificate on file"
        try:
            verify(row["body"], certificate)
        except SignatureError as exc:
            return str(exc)
        return ""


def _transmission(connection: Connection, target: Target) -> Row:
    row: Row = connection.execute(
        "SELECT * FROM transmission WHERE id = ?", (target["transmission"],)
    ).fetchone()
    return row


def _reject_form(receipts: ReceiptWriter, row: Row, errors: list[FieldError]) -> None:
    quote = row["body"][:LONGEST_QUOTE].decode("utf-8", "replace")
    record = {
        "oriCopMsgId": row["id"],
        "oriMessageType": f"CEB{row['kind']}Message" if row["kind"] else "Unknown",
        "oriBizMessage": _printable(quote, "\n\t"),
    }
    info = _printable("；".join(error.message_zh for error in errors[:10]))
    receipts.answer("900", record, order_no="", status="-1", info=info)


def _printable(text: str, besides: str = "") -> str:
    """Without what XML may not carry: the receipt itself must be readable."""
    return "".join(sign for sign in text if sign.isprintable() or sign in besides)
