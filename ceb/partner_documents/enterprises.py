"""Parties as customs knows them, and four that do not exist, one for each kind of partner.

The sandbox plays those four, demo zones name them and previews are made out in their names: the
one list of them stands here because none of these may import another.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

DEMO_TABLE = Path(__file__).with_name("enterprises.csv")


@dataclass(frozen=True, slots=True)
class PartnerFirm:
    """code: 10-digit registration; dxp_id: its user id at the exchange platform."""

    code: str
    name: str
    dxp_id: str


def _demo_firms() -> dict[str, PartnerFirm]:
    with DEMO_TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("identity"): PartnerFirm(**row) for row in csv.DictReader(file)}


# By identity: payment, logistics, agent, operator.
DEMO_FIRMS = _demo_firms()
