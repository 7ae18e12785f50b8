from django.db import models

from orders.identity.encryption import decrypt_document, encrypt_document


class EncryptedBinaryField(models.BinaryField):
    """Bytes that lie encrypted in the database under IDENTITY_KEYS and are themselves in Python
    (R-KEEP-2). Reading them raises UnreadableIdentityError where no key opens them; the database
    can't search in them."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else decrypt_document(bytes(value))

    def get_db_prep_value(self, value, connection, prepared=False):
        stored = value and encrypt_document(bytes(value))
        return super().get_db_prep_value(stored, connection, prepared)
