"""Tax rates of the codes that the demo's goods use, and of their neighbours.

`tariff.csv` holds the rates since April 2019; the two earlier periods follow from the VAT rates of
then (R-TIME-1). Consumption tax on cosmetics begins in October 2016 with its thresholds. Rates are
read from public look-up pages, are no tariff, and are checked before anything real is sold."""

from datetime import date
from decimal import Decimal

from catalog.admission.rules import admission_cache
from catalog.models import PositiveListEntry, TaxRate
from catalog.tax.rate_cache import rate_cache
from tools.demo.content import table

PERIODS = (  # from, to, VAT instead of 13 %, VAT instead of 9 %
    (date(2016, 4, 8), date(2018, 4, 30), "0.17", "0.11"),
    (date(2018, 5, 1), date(2019, 3, 31), "0.16", "0.10"),
    (date(2019, 4, 1), None, "0.13", "0.09"),
)
HIGH_END_COSMETICS = date(2016, 10, 1)
# R-LIST-2: weight caps, in kg for each person and year; no good of the demo is among them
CAPPED = (("17019910", "砂糖", 2), ("10063020", "长粒米精米", 20))
SOURCE = "public tariff look-ups, to be confirmed"
EXCERPT = "演示节选，以公布的清单为准"
LIST_VERSION, LIST_FROM = "2022", date(2022, 3, 1)


def seed_rates():
    rows = []
    for row in table("tariff"):
        for starts, ends, standard, low in PERIODS:
            vat = standard if row["vat"] == "0.13" else low
            # the consumption tax of before October 2016 had other rates and classes
            if row["consumption"] != "0":
                starts = max(starts, HIGH_END_COSMETICS)
            rows.append(_rate(row, starts, ends, vat))
    known = set(TaxRate.objects.values_list("hs_code", "valid_from"))
    TaxRate.objects.bulk_create(
        rate for rate in rows if (rate.hs_code, rate.valid_from) not in known
    )
    rate_cache.forget()  # this process may have cached that there is no rate


def seed_positive_list():
    """A labelled excerpt, enough for the demo's goods; the list itself is imported (R-LIST-3)."""
    names = {row["hs_code"][:8]: row["name_zh"] for row in table("tariff")}
    known = set(
        PositiveListEntry.objects.filter(version=LIST_VERSION).values_list("hs8", flat=True)
    )
    entries = [_entry(hs8, name) for hs8, name in names.items()]
    entries += [
        _entry(
            hs8,
            name,
            note_kind=PositiveListEntry.Note.CAP,
            note=f"每人每年不超过{cap}千克（{EXCERPT}）",
            cap=Decimal(cap),
            cap_unit=PositiveListEntry.CapUnit.KILOGRAM,
        )
        for hs8, name, cap in CAPPED
    ]
    PositiveListEntry.objects.bulk_create(entry for entry in entries if entry.hs8 not in known)
    admission_cache.forget()


def _entry(hs8, name, note=EXCERPT, **fields):
    return PositiveListEntry(
        version=LIST_VERSION, valid_from=LIST_FROM, hs8=hs8, name_zh=name, note=note, **fields
    )


def _rate(row, starts, ends, vat):
    return TaxRate(
        hs_code=row["hs_code"],
        name_zh=row["name_zh"],
        valid_from=starts,
        valid_to=ends,
        vat=Decimal(vat),
        duty=Decimal(row["duty"]),
        consumption=Decimal(row["consumption"]),
        specific=Decimal(row["per_litre"] or 0),
        threshold_per_g_or_ml=Decimal(row["per_g_or_ml"]) if row["per_g_or_ml"] else None,
        threshold_per_piece=Decimal(row["per_piece"]) if row["per_piece"] else None,
        unit_1=row["unit_1"],
        unit_2=row["unit_2"],
        source=SOURCE,
    )
