"""The proxy of compose.yaml, by the same files: slow visitors do not stop the site."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.deploy import nginx
from tools.processes.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
needs_nginx = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
SLOW = 50
APP = """
import json
def application(environ, start_response):
    environ["wsgi.input"].read()
    told = {name: environ.get(f"HTTP_{name}") for name in ("X_FORWARDED_PROTO", "X_FORWARDED_FOR")}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]
"""


def start(command, folder, port):
    log = (folder / f"{port}.log").open("w")
    process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=os.environ)
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return process
        except OSError:
            time.sleep(0.05)
    raise AssertionError((folder / f"{port}.log").read_text())


@pytest.fixture
def ports(tmp_path):
    """(of the web server, of the proxy): a web server with as few threads as the image's have,
    whose application reads what it is sent."""
    web, proxy = free_port(18800), free_port(18850)
    (tmp_path / "app.py").write_text(APP)
    gunicorn = [sys.executable, "-m", "gunicorn", "app:application", "--threads", "4"]
    values = {"PROXY_PORT": proxy, "PROXY_UPSTREAM": f"127.0.0.1:{web}"}
    running = [
        start([*gunicorn, "--bind", f"127.0.0.1:{web}"], tmp_path, web),
        start(nginx.configure(tmp_path, "plain", values), tmp_path, proxy),
    ]
    yield web, proxy
    for process in running:
        process.kill()
        process.wait(10)


def open_slow_connections(port):
    """Each sends a request's header and the beginning of a form, and goes on sending too slowly to
    end."""
    begun = b"POST /orders/ HTTP/1.1\r\nHost: expo\r\nContent-Length: 500\r\n\r\nname="
    connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    for connection in connections:
        connection.sendall(begun)
    return connections


def answers(port, seconds=3):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/", headers={"X-Forwarded-Proto": "https"}
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:
            return json.load(response)
    except TimeoutError:
        return None


@needs_nginx
@pytest.mark.slow("starts a web server and a proxy, and waits for an answer that does not come")
def test_fifty_slow_connections_leave_the_site_answering_behind_the_proxy(ports):
    web, proxy = ports
    slow = open_slow_connections(proxy)
    told = {"X_FORWARDED_PROTO": "https", "X_FORWARDED_FOR": "127.0.0.1"}
    assert [answers(proxy) for _ in range(5)] == [told] * 5
    slow += open_slow_connections(web)  # without it they stop the site: the test proves something
    assert answers(web, seconds=1) is None
    for connection in slow:
        connection.close()


@needs_nginx
def test_the_proxy_ends_tls_by_certificates_of_its_folder(tmp_path):
    made = nginx.certificate_command("expo")
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    values = {"PROXY_CERTIFICATES": tmp_path, "PROXY_PORT": 18898, "PROXY_TLS_PORT": 18899,
              "PROXY_UPSTREAM": "127.0.0.1:18897"}  # fmt: skip
    test = [*nginx.configure(tmp_path, "tls", values), "-t"]
    result = subprocess.run(test, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_compose_lets_visitors_reach_the_proxy_alone():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert [name for name, each in services.items() if "ports" in each] == ["proxy"]
    assert services["web"]["environment"]["BEHIND_PROXY"] == "1"
    given = {name for name in services["proxy"]["environment"] if name.startswith("PROXY_")}
    texts = "".join(path.read_text() for path in nginx.FILES.glob("*.template"))
    assert set(re.findall(r"\$\{(\w+)\}", texts)) == given
