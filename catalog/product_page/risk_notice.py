"""The risk notice of cross-border retail goods, as a versioned text (R-PLAT-2): shown on every
product page and agreed to before every order."""

from dataclasses import dataclass

from evidence.chain import canonical, digest_text


@dataclass(frozen=True, slots=True)
class RiskNotice:
    """`zh` and `en`: title, then the points in order."""

    version: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


RISK_NOTICE = RiskNotice(
    version="2026-1",
    zh=(
        "购买前请知悉",
        "本商品符合原产地的质量、安全、卫生、环保、标识等标准，可能与我国标准不同，由此可能产生的风险由消费者自行承担。",
        "商品可能没有中文标签，您可以在本页查看中文电子标签。",
        "所购商品仅限个人自用，不得再次销售。",
    ),
    en=(
        "Please note before you buy",
        "This good follows the quality, safety, health, environmental and labelling standards of"
        " its place of origin, which may differ from China's; you bear the risk that may follow.",
        "It may carry no Chinese label; the Chinese electronic label is on this page.",
        "It is for your personal use only and must not be sold on.",
    ),
)


def notice_digest(notice: RiskNotice = RISK_NOTICE) -> str:
    """SHA-256 of both texts with their version: what a consent refers to."""
    return digest_text(canonical([notice.version, list(notice.zh), list(notice.en)]))
