"""What a buyer agrees to before an order, word for word and by version (R-PLAT-2, R-PRIV-2, 3,
R-SEVEN-2).

The texts lie in `notices/<kind>.<version>.<language>.txt`, the risk notice in the catalogue,
whose pages show it too. A change of text is a new version beside the old one, which orders
still point to."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.product_page.risk_notice import (
    RISK_NOTICE,
    notice_digest,
    notice_text,
    risk_notice_of,
)
from orders.models import Consent

FOLDER = Path(__file__).parent / "notices"
VERSIONS = {
    Consent.Kind.IDENTITY: "2026-12-02",
    Consent.Kind.SHARING: "2026-12",
    Consent.Kind.NO_RETURN: "2026-09",
}
# R-PRIV-2, R-PRIV-3: each a consent of its own, none bundled into terms of use
REQUIRED_KINDS = (Consent.Kind.RISK_NOTICE, Consent.Kind.IDENTITY, Consent.Kind.SHARING)


@dataclass(frozen=True, slots=True)
class ConsentText:
    """`digest`: SHA-256 in hex of what was shown."""

    kind: str
    version: str
    language: str
    title: str
    paragraphs: tuple[str, ...]
    digest: str


def consent_text(kind, recipients="", *, goods="", version=None, language=None):
    """The text of a kind in a language, with the recipients or goods filled in where it names them.

    Raises LookupError for a text that does not exist."""
    language = language or get_language() or "zh-hans"
    if kind == Consent.Kind.RISK_NOTICE:
        return _risk_notice(version, language)
    version = version or VERSIONS.get(kind, "")
    text = _filled(kind, version, language, recipients, goods)
    title, *rest = [part.strip() for part in text.split("\n\n")]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ConsentText(kind, version, language, title, tuple(rest), digest)


def agreed_text(*, kind, version, language, text_digest, recipients="", goods=""):
    """The text of a consent as it was on the screen: the bytes that `text_digest` is the SHA-256
    of, or None where this version of the site no longer has it. The other arguments are as
    `record_consents` gave them to the ledger."""
    try:
        if kind == Consent.Kind.RISK_NOTICE:
            text = notice_text(_notice(version))
        else:
            text = _filled(kind, version, language, recipients, goods)
    except LookupError:
        return None
    content = text.encode()
    return content if hashlib.sha256(content).hexdigest() == text_digest else None


def _filled(kind, version, language, recipients, goods):
    """The digest covers the filled-in text: what this buyer read, not the template."""
    text = _text(kind, version, "en" if language == "en" else "zh-hans")
    return text.replace("{recipients}", recipients).replace("{goods}", goods).strip()


def _risk_notice(version, language):
    """The same text as on every product page; its digest covers both languages."""
    notice = _notice(version) if version else RISK_NOTICE
    title, *points = notice.en if language == "en" else notice.zh
    kind = Consent.Kind.RISK_NOTICE
    return ConsentText(kind, notice.version, language, title, tuple(points), notice_digest(notice))


def _notice(version):
    if (notice := risk_notice_of(version)) is None:
        raise LookupError(version)
    return notice


def recipients_of(exhibitors):
    """Who gets which data for what, one line each (R-PRIV-3). `exhibitors`: the sellers."""
    lines = []
    for exhibitor in exhibitors:
        agent = exhibitor.agent_name or _("the seller's domestic agent registered with customs")
        lines += [
            _(
                "Seller %(name)s: order content and delivery address, for packing and "
                "after-sales service."
            )
            % {"name": exhibitor.customs_name or exhibitor.name},
            _("Domestic agent %(name)s: name, identity number, order, for the declaration list.")
            % {"name": agent},
        ]
    lines += [
        _("Payment company: name, identity number, amount, to prove the payment to customs."),
        _("Logistics company: consignee, mobile number, address, for the waybill and delivery."),
        _("China Customs: all of the above, as required by law, for the declaration."),
    ]
    # two sellers may share an agent: the same line is shown once
    return "\n".join(f"- {line}" for line in dict.fromkeys(lines))


def goods_named(titles):
    """The goods of a confirmation, one line each."""
    return "\n".join(f"- {title}" for title in titles)


def record_consents(group, exhibitors, no_return=()):
    """Write down the consents of a checkout in the language the buyer read them in: the three that
    every order asks for, and that of goods which aren't taken back without a reason. no_return:
    titles of the goods the buyer confirmed it for (R-SEVEN-2).

    Returns JSON facts for the evidence ledger: the digest proves the text, which the folder
    `notices` and the recipients give back."""
    recipients = recipients_of(exhibitors)
    # in the checkout's language: the digest must be of the text that was on the screen
    given = [consent_text(kind, recipients, language=group.language) for kind in REQUIRED_KINDS]
    goods = goods_named(no_return)
    if goods:
        given.append(consent_text(Consent.Kind.NO_RETURN, goods=goods, language=group.language))
    facts = [
        {
            "kind": text.kind,
            "version": text.version,
            "language": text.language,
            "text_digest": text.digest,
        }
        for text in given
    ]
    Consent.objects.bulk_create(Consent(group=group, **fact) for fact in facts)
    named = {
        Consent.Kind.SHARING: {"recipients": recipients},
        Consent.Kind.NO_RETURN: {"goods": goods},
    }
    return [fact | named.get(fact["kind"], {}) for fact in facts]


@cache
def _text(kind, version, language):
    # kind and version come from a URL and become a file name
    if kind not in Consent.Kind.values or not version.replace("-", "").isalnum():
        raise LookupError(kind)
    path = FOLDER / f"{kind}.{version}.{language}.txt"
    if not path.is_file():
        raise LookupError(f"{kind} {version}")
    return path.read_text(encoding="utf-8")
