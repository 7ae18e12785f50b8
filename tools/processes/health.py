"""Does the web process of this container answer? For the image's HEALTHCHECK: it asks for a host
that ALLOWED_HOSTS names, because production answers for no other.

python -m tools.processes.health
"""

import os
import urllib.request


def question(port):
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".*")
    address = f"http://127.0.0.1:{port}/healthz"
    return urllib.request.Request(address, headers={"Host": host or "127.0.0.1"})


if __name__ == "__main__":
    urllib.request.urlopen(question(8000), timeout=4)  # noqa: S310
