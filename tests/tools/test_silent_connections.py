"""Connections that fall silent within a request give the web server its threads back."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from tools.processes.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
BODY_TO_COME = (
    b"POST /clearance/receipts/ HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n<half",
    b"GET /healthz HTTP/1.1\r\nHos",
)


@pytest.fixture
def port(tmp_path):
    """A web server of one process and two threads."""
    number = free_port(18700)
    env = {**os.environ, "VAR_DIR": str(tmp_path), "WEB_SILENT_SECONDS": "1"}
    command = [
        sys.executable, "-m", "gunicorn", "config.wsgi:application",
        "--config", "python:config.gunicorn",
        "--bind", f"127.0.0.1:{number}", "--threads", "2", "--log-level", "error",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", number)).close()
            break
        except OSError:
            time.sleep(0.2)
    yield number
    server.terminate()
    server.wait(20)


@pytest.mark.parametrize("half", BODY_TO_COME)
@pytest.mark.slow("waits until the server gives up a silent connection")
def test_half_requests_do_not_stop_the_site(port, half):
    connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(2)]
    for connection in connections:
        connection.sendall(half)
    time.sleep(0.5)  # both threads are taken
    address = f"http://127.0.0.1:{port}/healthz"
    with urllib.request.urlopen(address, timeout=15) as response:
        assert response.status == 200
    for connection in connections:
        connection.close()


@pytest.mark.slow("starts the web server")
def test_a_long_chinese_search_fits_the_request_line(port):
    query = quote("没有可瑞康的奶粉" * 90)  # nine bytes a character
    answer = http_get(port, f"/healthz?q={query}")
    assert len(query) > 6000
    assert answer.status == 200


def http_get(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request("GET", path)
    return connection.getresponse()
