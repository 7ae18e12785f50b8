"""The document as a file: written beside its place and moved there in one step, so that the
client software never reads half a document."""

import os
import re

from django.conf import settings

from clearance.errors import TransportError


class FileDropTransport:
    def send(self, name, document):
        folder = settings.CLEARANCE_DROP_DIR / "out"
        place = folder / f"site-{re.sub(r'[^A-Za-z0-9_.-]', '_', name)}.xml"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            partial = place.with_suffix(".part")
            with open(partial, "wb") as file:
                file.write(document)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, place)
        except OSError as error:
            raise TransportError(f"{error.strerror}: {place.name}", permanent=False) from error
        return place.name
