"""Visitors are told apart by the address that the outermost of our proxies saw."""

from pathlib import Path

import pytest
import yaml

from config.proxy import trusted_proxies

COMPOSE = Path(__file__).resolve().parent.parent.parent / "compose.yaml"


@pytest.mark.parametrize(
    ("named", "proxy", "count"),
    [("", "tls", 1), ("", "plain", 2), ("", "", 0), ("3", "plain", 3), ("0", "tls", 0)],
)
def test_the_count_follows_from_the_proxy_unless_it_is_named(named, proxy, count):
    assert trusted_proxies(named, proxy) == count


def test_compose_counts_by_the_proxy_that_it_starts():
    compose = yaml.safe_load(COMPOSE.read_text())
    assert compose["x-site"]["environment"]["PROXY"] == "${PROXY:-plain}"
    assert "TRUSTED_PROXIES" not in compose["x-site"]["environment"]
    assert "/${PROXY:-plain}.conf.template:" in "".join(compose["services"]["proxy"]["volumes"])
