"""Messages, transmissions and receipts under the newest key, with the identity numbers
(`orders/actions/rotate_identity_keys.py`)."""

from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, Value

from clearance.models import Batch, Message, Receipt
from orders.identity.encryption import (
    UnreadableIdentityError,
    is_document_under_newest_key,
    rotate_document,
)

AS_STORED = models.BinaryField()


def rotate_document_keys(result, batch_size=200):
    """Encrypt anew what is not yet under the first of IDENTITY_KEYS, each row by itself; a killed
    run is run again. Adds to `result`, a Rotation."""
    for model in (Message, Batch, Receipt):
        keys = model.objects.exclude(content=b"").order_by("pk").values_list("pk", flat=True)
        for pk in keys.iterator(chunk_size=batch_size):
            try:
                result.documents += _rotate(model, pk)
            except UnreadableIdentityError:
                result.unreadable_documents.append(f"{model._meta.model_name} {pk}")


@transaction.atomic
def _rotate(model, pk):
    rows = model.objects.filter(pk=pk)
    stored = ExpressionWrapper(F("content"), output_field=AS_STORED)
    token = bytes(rows.select_for_update().values_list(stored, flat=True).first() or b"")
    # empty: erased or deleted since its key was read
    if not token or is_document_under_newest_key(token):
        return 0
    return rows.update(content=Value(rotate_document(token), output_field=AS_STORED))
