import pytest

from core.models import Heartbeat


@pytest.mark.django_db
def test_ready_only_with_a_living_worker(client, settings):
    settings.READINESS_CHECKS = ["core.readiness.database", "core.readiness.worker"]
    settings.READINESS_DETAILS = []
    assert client.get("/readyz").status_code == 503
    assert list(client.get("/readyz").json()["faults"]) == ["worker"]
    Heartbeat.beat()
    assert client.get("/readyz").json() == {"ready": True, "faults": {}, "details": {}}


def test_alive_without_asking_anybody(client):
    assert client.get("/healthz").status_code == 200
