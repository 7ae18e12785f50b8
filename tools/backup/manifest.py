"""What a backup says of itself, and what a site says of its own keys to compare."""

import hashlib
import platform
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from evidence.models import Timestamp
from evidence.timestamps.stamp_log import stamp_log

FORMAT = 1
KEYS = ("SECRET_KEY", "IDENTITY_KEYS", "IDENTITY_HASH_KEY")
NEEDED = ("IDENTITY_KEYS", "IDENTITY_HASH_KEY")  # without them the rows can't be read


def describe() -> dict[str, Any]:
    """The manifest without its files."""
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "database": connection.vendor,
        "versions": {name: version(name) for name in ("Django", "wagtail")}
        | {"python": platform.python_version()},
        "migrations": sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
        "keys": key_fingerprints(),
        "timestamp_authorities": list(settings.TSA_FINGERPRINTS),
        **_last_stamp(),
    }


def key_fingerprints() -> dict[str, list[str]]:
    """Each key by a digest that tells keys apart and does not tell them."""
    named = {name: getattr(settings, name) for name in KEYS}
    return {
        name: [fingerprint(key) for key in (value if isinstance(value, list) else [value])]
        for name, value in named.items()
    }


def fingerprint(key: str) -> str:
    return hashlib.sha256(f"key of e-expo:{key}".encode()).hexdigest()[:16]


def missing_keys(manifest: dict[str, Any]) -> list[str]:
    """Keys that the backup's rows need and this site's settings lack."""
    ours = key_fingerprints()
    return [
        f"{name} {each}"
        for name in NEEDED
        for each in manifest["keys"][name]
        if each not in ours[name]
    ]


def _last_stamp() -> dict[str, Any]:
    stamp = Timestamp.objects.order_by("sequence", "pk").last()
    line = stamp_log().last_line()
    return {
        "last_stamp": stamp
        and {"entry": stamp.sequence, "digest": stamp.digest, "at": stamp.at.isoformat()},
        "stamp_log": f"{line.number}:{line.line_digest}" if line else None,
    }
