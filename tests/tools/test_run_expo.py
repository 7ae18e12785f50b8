"""`make run`, where it does not start."""

import socket

import pytest
from django.core.management import CommandError, call_command


def test_a_port_in_use_is_named_before_anything_starts(monkeypatch):
    with socket.socket() as listening:
        listening.bind(("0.0.0.0", 0))
        listening.listen()
        port = listening.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(CommandError, match=f"Port {port} is in use"):
            call_command("run_expo")
