from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Buyer(models.Model):
    """The orderer as declared to customs (R-ID-1). The identity number is encrypted with a key
    from the environment and looked up by keyed hash (R-PRIV-6)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="buyers"
    )
    name = models.CharField(_("real name"), max_length=60)
    id_number = models.TextField()  # ciphertext; see orders/identity/encryption.py
    id_hash = models.CharField(max_length=64, db_index=True)
    id_masked = models.CharField(max_length=20)
    mobile = models.CharField(_("mobile number"), max_length=30)
    email = models.EmailField(_("e-mail address"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)


class Address(models.Model):
    """A consignee's address that a signed-in buyer keeps."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="addresses")
    consignee = models.CharField(_("consignee"), max_length=60)
    mobile = models.CharField(_("mobile number"), max_length=30)
    district_code = models.CharField(_("district"), max_length=6)  # GB/T 2260
    region = models.CharField(max_length=100)  # names of province, city and district
    detail = models.CharField(_("street and number"), max_length=120)
    is_default = models.BooleanField(default=False)


class Consent(models.Model):
    """What a buyer agreed to, word for word by digest, before an order (R-PLAT-2, R-PRIV-2, 3,
    R-SEVEN-2)."""

    class Kind(models.TextChoices):
        RISK_NOTICE = "risk_notice", _("risk notice")
        IDENTITY = "identity", _("use of the identity number")
        SHARING = "sharing", _("sharing data with partners")
        NO_RETURN = "no_return", _("no no-reason return for the named goods")

    group = models.ForeignKey("orders.OrderGroup", models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    text_digest = models.CharField(max_length=64)
    given_at = models.DateTimeField(auto_now_add=True)
