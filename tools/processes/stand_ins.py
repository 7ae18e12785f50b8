"""The fake payment provider and the customs sandbox of one site: where they listen, and the secrets
that it shares with them and with no other site.

A second site on the same machine has secrets of its own, so neither believes the other's documents
and payments. They are drawn at each start; commands beside the site read them from its folder."""

import json
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from tools.processes.ports import is_local, listening, next_listening

NAME = "stand-ins.json"
PAYMENT, CUSTOMS = "STRIPE_API_BASE", "CLEARANCE_URL"
OFFSETS = {PAYMENT: 420, CUSTOMS: 430}  # of their usual ports from the site's own
SECRETS = {
    PAYMENT: {"STRIPE_SECRET_KEY": "sk_test_", "STRIPE_WEBHOOK_SECRET": "whsec_"},
    CUSTOMS: {"CLEARANCE_SECRET": ""},
}


def read(folder):
    """What the site that runs on this folder has drawn, by the setting's name; else nothing."""
    try:
        noted = json.loads((Path(folder) / NAME).read_text(encoding="utf-8"))
        os.kill(noted.pop("pid"), 0)
    except (OSError, ValueError, LookupError):
        return {}
    return noted


def hold(port, addresses):
    """Binds the ports of those stand-ins that this site is to start.

    addresses: by the setting's name. A default moves to the next port that can be had; one that
    the environment names is taken as it is, and where somebody listens there already, that is the
    stand-in. Returns (sockets by the setting's name, environment for the site's processes)."""
    sockets, env = {}, {}
    for name, address in addresses.items():
        if not is_local(address):
            continue
        if name in os.environ:
            url = urlsplit(address)
            try:
                sockets[name] = listening(url.hostname, url.port or 80)
            except OSError:
                continue
        else:
            sockets[name] = next_listening(port + OFFSETS[name])
            env[name] = f"http://127.0.0.1:{sockets[name].getsockname()[1]}"
        env |= drawn(name)
    return sockets, env


def drawn(name):
    """New secrets, except those that the environment names."""
    return {
        secret: prefix + secrets.token_hex(24)
        for secret, prefix in SECRETS[name].items()
        if secret not in os.environ
    }


def note(folder, env):
    """For commands beside the running site; for nobody else's eyes."""
    path = Path(folder) / NAME
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(file, "w", encoding="utf-8") as text:
        json.dump({"pid": os.getpid(), **env}, text)
    os.replace(new, path)
