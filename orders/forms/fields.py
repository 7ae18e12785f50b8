"""Form fields that read what people really type: full-width digits, blanks, dashes, +86."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from orders.identity.numbers import CAUTIONS, Caution, normalize
from orders.identity.rules import check_today

MOBILE = re.compile(r"1[3-9]\d{9}")
NAME = re.compile(r"[^\W\d_]+(?:[ ·・.'’-][^\W\d_]+)*\.?")


class LineField(forms.CharField):
    """One line of text: NFKC, blanks folded, nothing invisible (it goes onto a waybill)."""

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", super().to_python(value) or "")
        text = " ".join(text.split())
        if any(unicodedata.category(character).startswith("C") for character in text):
            raise ValidationError(_("This contains characters that can't be printed."))
        return text


class NameField(LineField):
    def validate(self, value):
        super().validate(value)
        if value and (len(value) < 2 or not NAME.fullmatch(value)):
            raise ValidationError(_("Enter the name as shown on the identity card."))


class MobileField(LineField):
    def to_python(self, value):
        digits = re.sub(r"[\s\-()]", "", super().to_python(value))
        return re.sub(r"^(\+?86|0086)(?=1)", "", digits)

    def validate(self, value):
        super().validate(value)
        if value and not MOBILE.fullmatch(value):
            raise ValidationError(_("A mobile number has 11 digits and begins with 1."))


class IdentityField(LineField):
    """A resident identity number, normalized (R-ID-4, 5). Under 14: not accepted (R-PRIV-4)."""

    def to_python(self, value):
        return normalize(str(value or ""))

    def validate(self, value):
        super().validate(value)
        if not value:
            return
        checked = check_today(value)
        if not checked.accepted:
            raise ValidationError(str(checked.sentence), code=checked.reason)
        if Caution.UNDER_14 in checked.warnings:
            raise ValidationError(str(CAUTIONS[Caution.UNDER_14]), code=Caution.UNDER_14)
