"""The operator's metrics: closed, complete, and silent about people."""

import os
import subprocess
import sys
import tempfile

import pytest

from core.models import Heartbeat
from core.system import last_runs
from core.tasks import heartbeat
from tests import hooks

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-forty-signs-0123456789abcdefgh"


@pytest.fixture
def read(client, settings):
    settings.METRICS_TOKEN = TOKEN

    def read(authorization=f"Bearer {TOKEN}"):
        return client.get("/metrics", headers={"Authorization": authorization})

    return read


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", TOKEN, f"Bearer {TOKEN}x", "é"])
def test_without_the_token_there_is_no_such_page(read, header):
    assert read(header).status_code == 404


def test_where_no_token_is_set_nobody_gets_in(read, settings):
    settings.METRICS_TOKEN = ""
    assert read("Bearer ").status_code == 404


def test_requests_are_counted_by_view_and_never_by_what_was_typed(read, client):
    client.get("/healthz?q=张三")
    text = read().content.decode()
    assert 'expo_http_requests_total{method="GET",status="200",view="healthz"}' in text
    assert "张三" not in text


def test_every_app_tells_its_figures(read):
    Heartbeat.beat()
    Heartbeat.beat(last_runs.RAN + "orders.poll_payments")
    text = read().content.decode()
    for name in (
        'worker_heartbeat_age_seconds{of=""}', 'queue_tasks{of=""}', 'disk_free_bytes{of=""}',
        'task_run_age_seconds{of="orders.poll_payments"}', 'migrations_pending{of=""} 0.0',
        'search_changes_waiting{of="embedded"}', 'payments_open{of=""} 0.0',
        'documents{of="waiting"} 0.0', 'order_emails_waiting{of=""} 0.0',
        'account_emails_waiting{of=""} 0.0', 'exhibitor_emails_age_seconds{of=""} 0.0',
        'evidence_entries_unstamped{of=""} 0.0',
    ):  # fmt: skip
        assert f"\nexpo_{name}" in text


def test_one_app_s_error_hides_no_other_s_figures(read, monkeypatch):
    from orders.monitoring import system_figures

    def broken():
        raise RuntimeError("password of the database")

    hooks.replace(monkeypatch, "system_figures", broken, system_figures.figures)
    text = read().content.decode()
    assert "expo_refunds_due" in text
    assert "password of the database" not in text


def test_a_run_of_a_periodic_task_is_noted_by_the_worker_alone(monkeypatch):
    monkeypatch.setattr(last_runs, "_written", {})
    heartbeat.push_request(is_eager=False)
    try:
        last_runs.note_success(sender=heartbeat)
        last_runs.note_failure(sender=heartbeat)
    finally:
        heartbeat.pop_request()
    names = set(Heartbeat.objects.values_list("name", flat=True))
    assert names == {"ran:core.heartbeat", "failed:core.heartbeat"}
    longest = max(map(len, last_runs.periodic_tasks()))
    assert len(last_runs.FAILED) + longest <= Heartbeat._meta.get_field("name").max_length


@pytest.mark.slow("two processes count for a third")
def test_all_web_processes_are_counted_together():
    count = "from prometheus_client import Counter; Counter('n', 'n').inc()"
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": folder}
        for _ in range(2):
            subprocess.run([sys.executable, "-c", count], env=env, check=True)
        read = (
            "from core.system.metrics import of_requests;"
            "from prometheus_client import generate_latest;"
            "print(generate_latest(of_requests()).decode())"
        )
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(); {read}"],
            env={**env, "DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    assert "n_total 2.0" in done.stdout
