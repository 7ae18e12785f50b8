"""Uploads for tests: good ones and hostile ones."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def encoded(kind, size=(640, 480), colour=(120, 160, 90), **options):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def jpeg(name="booth.jpg", **options):
    return SimpleUploadedFile(name, encoded("JPEG", **options), "image/jpeg")


def upload(content, name="booth.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, kind)
