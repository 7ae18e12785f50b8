"""A code as a picture: black on white with its quiet zone, so that it reads in dark mode too."""

import io

import segno
from django.conf import settings


def address_of(token):
    """What is printed. Without a language: the visitor's own decides when it is read."""
    return f"{settings.SITE_URL}/q/{token.value}"


def code_of(token):
    # m: up to 15 % may be scratched; many phones can't read micro codes
    return segno.make(address_of(token), error="m", micro=False)


def svg_of(token) -> bytes:
    """One module is one unit; the picture grows without loss."""
    out = io.BytesIO()
    code_of(token).save(
        out, kind="svg", border=4, light="#fff", dark="#000", svgclass=None, lineclass=None
    )
    return out.getvalue()
