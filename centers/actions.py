"""Following and issuing printed codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.urls import Resolver404, resolve, translate_url
from django.utils import translation

from centers.models import DisplayCenter, Sample, Scan, Token
from centers.models.token import is_own_path


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a code leads. `path`: of this site, None where nothing stands any more; `gone`: the
    code was good once."""

    path: str | None = None
    center: DisplayCenter | None = None
    gone: bool = False


def follow_code(value: str, *, language: str, user=None) -> Destination:
    """Read a printed code and count the scan. A query and an insert."""
    token = Token.objects.select_related(
        "center", "sample__shelf__center", "sample__variant__product", "variant__product"
    ).read(value)
    if token is None:
        return Destination()
    center = token.center or (token.sample.shelf.center if token.sample else None)
    # a withdrawn code still names its center: the visitor stands before that shelf
    path = None if token.revoked_at else path_of(token, language)
    if path is None:
        return Destination(None, center, gone=True)
    # only scans that lead somewhere count in the centers' figures (R-O2O-9)
    Scan.objects.create(token=token, user=user)
    return Destination(path, center)


def path_of(token: Token, language: str) -> str | None:
    """The page behind a code in a language; None for goods no longer shown and for a target that
    is no path of this site."""
    if token.sample:
        variant = token.variant or token.sample.variant
        with translation.override(language):
            # a printed label outlives the goods
            return variant.get_absolute_url() if variant.product.live else None
    # checked again: imports and scripts save rows without `clean`
    if is_own_path(token.target):
        return _in_language(token.target, language)
    return None


def _in_language(target, language):
    """Editors' pages may have another slug in another language, and lead there by themselves."""
    try:
        match = resolve(target.partition("?")[0])
    except Resolver404:
        return target
    return target if match.url_name == "wagtail_serve" else translate_url(target, language)


@transaction.atomic
def issue_codes(samples: Iterable[Sample]) -> list[Token]:
    """A live code for every sample, made where there is none; in the samples' sequence. Two
    people printing at once get the same codes.

    A code is of the goods on its label: where others stand in that place now, it is withdrawn and
    they get their own."""
    samples = list(samples)
    live = Token.objects.live().filter(sample__in=samples)
    live.exclude(variant=None).exclude(variant=F("sample__variant")).revoke()
    with_code = set(live.values_list("sample_id", flat=True))
    Token.objects.bulk_create(
        [
            Token(sample=sample, variant=sample.variant, center=sample.shelf.center)
            for sample in samples
            if sample.pk not in with_code
        ],
        # of two who print at once, `one_live_token_per_sample` lets one through
        ignore_conflicts=True,
    )
    tokens = {token.sample_id: token for token in live.all()}
    for sample in samples:
        # spares the labels a query each
        tokens[sample.pk].sample, tokens[sample.pk].variant = sample, sample.variant
    return [tokens[sample.pk] for sample in samples]
