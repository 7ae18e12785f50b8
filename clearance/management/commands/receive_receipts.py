import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ceb import UnreadableDocumentError, parse_receipts
from ceb.parser import too_large
from ceb.signatures.signing import SignatureError
from clearance.receipts.intake import MAX_RECEIPT_BYTES, read_receipt, receive
from clearance.signing import verified_document


class Command(BaseCommand):
    help = "Takes customs' receipts from files; one line of JSON for each file."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and print, keep nothing")

    def handle(self, *, files, dry_run=False, **options):
        for path in files:
            line: dict[str, Any] = {"file": str(path), "kind": None, "accepted": False}
            line |= {"items": [], "error": None}
            try:
                line |= self.take(path, dry_run)
            except (OSError, UnreadableDocumentError, SignatureError) as error:
                line["error"] = str(error)
            self.stdout.write(json.dumps(line, ensure_ascii=False))

    def take(self, path, dry_run):
        if path.stat().st_size > MAX_RECEIPT_BYTES:
            raise too_large(MAX_RECEIPT_BYTES)
        content = path.read_bytes()
        items = parse_receipts(verified_document(content))
        if not dry_run:
            receipt, _ = receive(content, "file")
            read_receipt(receipt.pk)
        return {
            "kind": items[0].kind if items else None,
            "accepted": True,
            "items": [
                {name: getattr(item, name) for name in ("key", "status", "return_time", "info")}
                for item in items
            ],
        }
