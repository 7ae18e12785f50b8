import pytest

from core.models import Heartbeat
from core.system import readiness
from tests import hooks


@pytest.mark.django_db
def test_ready_only_with_a_living_worker(client, monkeypatch):
    hooks.replace(monkeypatch, "readiness_checks", readiness.database, readiness.worker)
    hooks.replace(monkeypatch, "readiness_details")
    assert client.get("/readyz").status_code == 503
    assert list(client.get("/readyz").json()["errors"]) == ["worker"]
    Heartbeat.beat()
    assert client.get("/readyz").json() == {"ready": True, "errors": {}, "details": {}}


def test_alive_without_asking_anybody(client):
    assert client.get("/healthz").status_code == 200
