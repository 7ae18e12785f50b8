"""What may be sold on a day, whatever a filing says of itself: the modes of the zones, the positive
list, the stop list and the seller's domestic agent (R-MODE-2, R-LIST-1…3, R-PLAT-1, R-PLAT-3).

Pages ask `admission_cache`, which keeps a day's rules for a minute in each process; the
transaction that places an order asks `read_admission`, which looks again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.codes.hs_codes import is_hs_code
from catalog.models import Filing, PositiveListEntry, StopListEntry, Variant, ZoneMode
from catalog.models.zone import Mode
from catalog.tax.legal_quantities import legal_quantity
from core.language import speaks_chinese
from core.minute_cache import MinuteCache

HS8 = 8  # digits of the positive list
NEEDS_AGENT = (Mode.BONDED, Mode.BONDED_A)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something can't be: a code for programs, a sentence for people. `public`: the sentence
    is for visitors and buyers too, not only for exhibitor and staff."""

    code: str
    message: str | Promise
    public: bool = False


ZONE_MODE = Reason("zone_mode", _("This customs mode is not approved in the zone today."))
NOT_LISTED = Reason(
    "not_listed", _("Its HS code is not on the positive list of retail imports."), public=True
)
LIST_MODE = Reason(
    "list_mode", _("The positive list allows it as bonded goods (1210) only."), public=True
)
CAP_QUANTITY = Reason(
    "cap_quantity", _("The quantity that counts toward its yearly cap is not known.")
)
AGENT = Reason(
    "agent", _("The overseas seller has no domestic agent with a valid customs registration today.")
)


@dataclass(frozen=True, slots=True)
class AdmissionRules:
    """The rules of one day. `listed`: lines of the version in force by 8-digit code;
    `version`: "" where no list is in force, and then nothing is judged by it."""

    day: date
    modes: Set[tuple[int, str]]
    version: str
    listed: Mapping[str, Sequence[PositiveListEntry]]
    stops: Sequence[StopListEntry]

    def barriers(self, variant: Variant) -> list[Reason]:
        """Why a filed and approved good may not be sold on the day; empty if it may."""
        filing = getattr(variant, "filing", None)
        if filing is None:
            return []
        zone_mode = [] if self.allows_mode(filing) else [ZONE_MODE]
        return zone_mode + list(self.barriers_of_filing(variant, filing))

    def admits(self, variant: Variant) -> bool:
        return not self.barriers(variant)

    def allows_mode(self, filing: Filing) -> bool:
        return (filing.zone_id, filing.mode) in self.modes

    def barriers_of_filing(self, variant: Variant, filing: Filing) -> Iterator[Reason]:
        """Everything but the zone's mode, which a filing without a zone does not have."""
        if is_hs_code(filing.hs_code):
            yield from self._list_barriers(variant, filing)
            yield from (stop_reason(row) for row in self.stops if row.stops(filing))
        seller = variant.product.exhibitor
        if filing.mode in NEEDS_AGENT and seller.is_overseas() and not seller.has_agent(self.day):
            yield AGENT

    def _list_barriers(self, variant, filing):
        lines = self.lines_of(filing)
        # no list in force judges nothing: docs/decisions/0012-no-list-no-judgement.md
        if self.version and not lines:
            yield NOT_LISTED
        elif lines and not any(line.admits(filing.mode) for line in lines):
            yield LIST_MODE
        capped = self.capped(filing)
        if capped and cap_quantity(capped, variant, filing) is None:
            yield CAP_QUANTITY

    def lines_of(self, filing: Filing) -> Sequence[PositiveListEntry]:
        return self.listed.get(filing.hs_code[:HS8], ())

    def capped(self, filing: Filing) -> PositiveListEntry | None:
        """The line whose yearly cap counts for a filing; of several the tightest (R-LIST-3)."""
        capped = [line for line in self.lines_of(filing) if line.cap]
        return min(capped, key=lambda line: line.cap or 0, default=None)

    def lines_to_confirm(self, filing: Filing) -> list[PositiveListEntry]:
        """Lines whose note a person must read before approving (R-LIST-2)."""
        lines = self.lines_of(filing)
        if any(not line.needs_confirmation and line.admits(filing.mode) for line in lines):
            return []
        return [line for line in lines if line.needs_confirmation]


def cap_quantity(line: PositiveListEntry, variant: Variant, filing: Filing) -> Decimal | None:
    """How much of a line's cap one sales unit uses, in the unit of the cap; None if unknown."""
    return legal_quantity(
        line.cap_unit,
        net_weight_g=filing.net_weight_g,
        net_content=variant.net_content,
        pieces=variant.pieces,
    )


def stop_reason(row: StopListEntry) -> Reason:
    end = "。" if speaks_chinese() else "."
    text = row.reason.rstrip("。.") + end
    return Reason("stopped", text, public=True)


def read_admission(day: date, filings: Iterable[Filing] | None = None) -> AdmissionRules:
    """The rules of a day as they stand now, in three queries; of the list only the lines that
    `filings` need, where given."""
    entries = PositiveListEntry.objects.on(day).order_by("-valid_from", "-pk")
    if filings is not None:
        # order matters: the queryset is sorted by first day, newest first
        newest = entries.values("pk")[:1]  # says which version is in force, whatever it lists
        codes = {filing.hs_code[:HS8] for filing in filings}
        entries = entries.filter(Q(hs8__in=codes) | Q(pk=newest))
    version, listed = _in_force(entries)
    return AdmissionRules(
        day=day,
        modes=frozenset(ZoneMode.objects.inwards().on(day).values_list("zone_id", "mode")),
        version=version,
        listed=listed,
        stops=tuple(StopListEntry.objects.on(day)),
    )


def _in_force(entries) -> tuple[str, dict[str, list[PositiveListEntry]]]:
    """The version of the newest line, with its earlier batches; older versions are history even
    where nobody ended them (R-LIST-1)."""
    listed: dict[str, list[PositiveListEntry]] = {}
    version = ""
    for entry in entries:
        version = version or entry.version
        if entry.version == version:
            # one code may stand on several lines with different notes; any of them admits
            # (R-LIST-2)
            listed.setdefault(entry.hs8, []).append(entry)
    return version, listed


class AdmissionCache(MinuteCache[dict[date, AdmissionRules]]):
    def on(self, day: date | None = None) -> AdmissionRules:
        day, days = day or timezone.localdate(), self.get()
        if day not in days:
            days[day] = read_admission(day)
        return days[day]


admission_cache = AdmissionCache(dict, ZoneMode, PositiveListEntry, StopListEntry)
