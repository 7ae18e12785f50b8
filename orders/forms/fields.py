"""Form fields that read what people really type: full-width digits, blanks, dashes, +86."""

import re
import unicodedata

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from orders.identity import numbers as identity
from orders.limits.quota import beijing_today

MOBILE = re.compile(r"1[3-9]\d{9}")
NAME = re.compile(r"[^\W\d_]+(?:[ ·・.'’-][^\W\d_]+)*\.?")


class LineField(forms.CharField):
    """One line of text: NFKC, blanks folded, nothing invisible (it goes onto a waybill)."""

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", super().to_python(value))
        text = " ".join(text.split())
        if any(unicodedata.category(character).startswith("C") for character in text):
            raise ValidationError(_("This has characters that can't be printed."))
        return text


class NameField(LineField):
    def validate(self, value):
        super().validate(value)
        if value and (len(value) < 2 or not NAME.fullmatch(value)):
            raise ValidationError(_("Write the name as it stands on the identity card."))


class MobileField(LineField):
    def to_python(self, value):
        digits = re.sub(r"[\s\-()]", "", super().to_python(value))
        return re.sub(r"^(\+?86|0086)(?=1)", "", digits)

    def validate(self, value):
        super().validate(value)
        if value and not MOBILE.fullmatch(value):
            raise ValidationError(_("A mobile number has 11 digits and begins with 1."))


class IdentityField(LineField):
    """A resident identity number, normalized (R-ID-4, 5). Under 14: refused (R-PRIV-4)."""

    def to_python(self, value):
        return identity.normalize(str(value or ""))

    def validate(self, value):
        super().validate(value)
        if not value:
            return
        checked = _check(value)
        if not checked.accepted:
            raise ValidationError(checked.sentence, code=checked.reason)
        if identity.Caution.UNDER_14 in checked.warnings:
            raise ValidationError(
                identity.CAUTIONS[identity.Caution.UNDER_14], code=identity.Caution.UNDER_14
            )

    @staticmethod
    def is_minor(number):
        """14 to 17 years old today."""
        return identity.Caution.UNDER_18 in _check(number).warnings


def _check(number):
    return identity.check_identity(
        number,
        beijing_today(),
        allow_residence_permits=settings.IDENTITY_ALLOW_RESIDENCE_PERMITS,
    )
