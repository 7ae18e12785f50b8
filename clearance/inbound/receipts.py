"""Where customs' platform delivers receipts: checked, kept, answered at once; read afterwards."""

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from clearance.receipts.intake import MAX_RECEIPT_BYTES, receive
from clearance.tasks import read_receipt
from clearance.transports.request_signatures import is_genuine
from core.background.enqueue import enqueue_on_commit


@csrf_exempt  # not a browser: the signature over the body is the proof
@require_POST
def receipts(request):
    announced = int(request.headers.get("Content-Length") or 0)
    body = b"" if announced > MAX_RECEIPT_BYTES else request.read(MAX_RECEIPT_BYTES + 1)
    if max(announced, len(body)) > MAX_RECEIPT_BYTES:
        return JsonResponse({"error": "too_large"}, status=413)
    if not is_genuine(
        settings.CLEARANCE_SECRET,
        request.headers.get("X-Clearance-Timestamp", ""),
        request.headers.get("X-Clearance-Signature", ""),
        body,
    ):
        return JsonResponse({"error": "unauthenticated"}, status=401)
    receipt, new = receive(body, "http")
    if new:
        enqueue_on_commit(read_receipt, receipt.pk)
    return JsonResponse({"receipt": receipt.digest, "new": new})
