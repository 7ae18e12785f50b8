"""The two names a person signs in by, each in one written form."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")


def mobile_number(text):
    """A mainland mobile number as its 11 digits, or None. Spaces, dashes, full-width digits and
    +86 or 0086 in front are taken."""
    digits = re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", text or ""))
    digits = re.sub(r"^(\+|00)?86(?=1)", "", digits)
    return digits if MOBILE.fullmatch(digits) and digits.isascii() else None


def email_address(text):
    """An e-mail address as it is stored: trimmed and in lower case."""
    return unicodedata.normalize("NFKC", text or "").strip().lower()


def normalized_login(text):
    """What somebody typed to sign in by, in the one form that accounts are found and counted by:
    full-width letters, capitals and blanks make no other login."""
    return mobile_number(text) or email_address(text)
