"""After everything the journeys did, stock, money and evidence agree."""

import pytest

pytestmark = pytest.mark.browser


def test_integrity_and_evidence_hold(running_site):
    assert running_site.manage("check_integrity").returncode == 0
    assert "hold" in running_site.manage("verify_evidence").stdout
