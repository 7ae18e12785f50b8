"""After everything the journeys did, the books agree."""

import pytest

pytestmark = pytest.mark.browser


def test_integrity_and_evidence_hold(house):
    assert house.manage("check_integrity").returncode == 0
    assert "hold" in house.manage("verify_evidence").stdout
