"""Does what requirements.lock names have known vulnerabilities? Asks pip-audit, which passes over
packages that its database doesn't know and calls the rest clean. Here what was not looked up is
never clean.

python -m tools.dependencies.audit
    exit 0: all looked up, none vulnerable; 1: vulnerabilities; 3: not all could be looked up
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3
AUDIT = ("-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off")


def audit(lock: Path = LOCK) -> tuple[int, str]:
    """The exit status and what to print. Another database: PIP_AUDIT_VULNERABILITY_SERVICE=osv."""
    result = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, *AUDIT, "--format", "json", "--requirement", str(lock)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        report = json.loads(result.stdout)
    except json.JSONDecodeError:
        reason = (result.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]
        return NOT_AUDITED, f"NOT AUDITED: the database did not answer ({reason})"
    return verdict(report["dependencies"])


def verdict(dependencies: list[dict[str, Any]]) -> tuple[int, str]:
    """dependencies: of pip-audit's report, each with `vulns` or a `skip_reason`."""
    skipped = [each["name"] for each in dependencies if "skip_reason" in each]
    vulnerable = [
        f"{each['name']} {each['version']}: {entry['id']}, fixed in {_versions(entry)}"
        for each in dependencies
        for entry in each.get("vulns", [])
    ]
    lines = list(vulnerable)
    if skipped or not dependencies:
        lines.append(
            f"NOT AUDITED: the database knows nothing of {len(skipped)} of {len(dependencies)}"
            f" packages ({', '.join(skipped[:5])}{' …' if len(skipped) > 5 else ''})"
        )
    if vulnerable:
        return VULNERABLE, "\n".join(lines)
    if lines:
        return NOT_AUDITED, "\n".join(lines)
    return CLEAN, f"{len(dependencies)} packages, none with a known vulnerability"


def _versions(entry: dict[str, Any]) -> str:
    return ", ".join(entry["fix_versions"]) or "no version yet"


if __name__ == "__main__":
    status, message = audit()
    print(message)
    raise SystemExit(status)
