"""Pick-up codes: 50 bits in characters that nobody confuses, said in two groups ("7K3QH-M0XPA").

A code follows from the pick-up and its serial under the site's secret key. The database keeps a
hash under another salt, so that somebody who reads it can fetch nothing."""

import re

from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 10
MISREAD = str.maketrans("OIL", "011")


def code_of(pk, serial):
    digest = salted_hmac("orders.pickup.code", f"{pk}:{serial}", algorithm="sha256").digest()
    number = int.from_bytes(digest[:8], "big")
    characters = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[at])
    return "".join(characters)


def hash_of(code):
    return salted_hmac("orders.pickup.hash", code, algorithm="sha256").hexdigest()


def spaced(code):
    return f"{code[:5]}-{code[5:]}"


def normalized(typed):
    """The ten characters in what was typed or scanned, be it a link that ends in them; else ""."""
    text = typed[:300].rpartition("code=")[2].partition("&")[0]
    code = re.sub(r"[\s-]", "", text).upper().translate(MISREAD)
    fits = len(code) == LENGTH and set(code) <= set(ALPHABET)
    return code if fits else ""
