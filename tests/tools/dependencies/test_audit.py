"""`make audit` calls clean only what the database has answered for."""

import pytest

from tools.dependencies.audit import audit, verdict

CLEAN = {"name": "django", "version": "5.2.19", "vulns": []}
VULNERABLE = {
    "name": "pillow",
    "version": "9.0.0",
    "vulns": [{"id": "PYSEC-2023-175", "fix_versions": ["10.0.1"], "aliases": []}],
}
UNKNOWN = {"name": "amqp", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def test_all_packages_without_a_known_vulnerability_are_clean():
    assert verdict([CLEAN]) == (0, "1 packages, none with a known vulnerability")


def test_a_vulnerability_is_named_with_the_version_that_fixes_it():
    assert verdict([CLEAN, VULNERABLE]) == (1, "pillow 9.0.0: PYSEC-2023-175, fixed in 10.0.1")


def test_packages_that_the_database_does_not_know_are_not_clean():
    """pip-audit says "No known vulnerabilities found" of them, and its status is 0."""
    message = "NOT AUDITED: the database knows nothing of 1 of 2 packages (amqp)"
    assert verdict([CLEAN, UNKNOWN]) == (3, message)
    status, both = verdict([VULNERABLE, UNKNOWN])
    assert (status, both.splitlines()[-1]) == (1, message)
    assert verdict([])[0] == 3


@pytest.mark.slow("starts pip-audit, which asks several times")
def test_a_database_that_does_not_answer_is_not_clean(monkeypatch, tmp_path):
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nobody listens there
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    lock = tmp_path / "one.lock"
    lock.write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")
    status, message = audit(lock)
    assert (status, message.startswith("NOT AUDITED: the database did not answer (")) == (3, True)
