"""The risk notice of cross-border retail goods, as a versioned text (R-PLAT-2): shown on every
product page and agreed to before every order."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from evidence.chain import canonical, digest_text

TEXT = Path(__file__).with_name("risk_notice.yaml")


@dataclass(frozen=True, slots=True)
class RiskNotice:
    """`zh` and `en`: title, then the points in order."""

    version: str
    zh: list[str]
    en: list[str]


VERSIONS = tuple(RiskNotice(**row) for row in yaml.safe_load(TEXT.read_text("utf-8")))
RISK_NOTICE = VERSIONS[-1]


def risk_notice_of(version: str) -> RiskNotice | None:
    """The text of a version that a consent or a page as bought names; None of one never shown."""
    return next((notice for notice in VERSIONS if notice.version == version), None)


def notice_text(notice: RiskNotice = RISK_NOTICE) -> str:
    """Both texts with their version, as JSON: what the digest is made of."""
    return canonical([notice.version, notice.zh, notice.en])


def notice_digest(notice: RiskNotice = RISK_NOTICE) -> str:
    """SHA-256 of both texts with their version: what a consent refers to."""
    return digest_text(notice_text(notice))
