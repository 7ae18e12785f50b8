"""Parties as customs knows them, and four that do not exist, one for each kind of partner.

The sandbox plays those four, demo zones name them and previews are made out in their names: the
one list of them stands here because none of these may import another.
"""

from dataclasses import dataclass
from pathlib import Path

from ceb.data_files import read_rows


@dataclass(frozen=True, slots=True)
class PartnerFirm:
    """code: 10-digit registration; dxp_id: its user id at the exchange platform."""

    code: str
    name: str
    dxp_id: str


# By identity: payment, logistics, agent, operator.
DEMO_FIRMS = {
    row["identity"]: PartnerFirm(row["code"], row["name"], row["dxp_id"])
    for row in read_rows(Path(__file__).with_suffix(".csv"), ("identity", "code", "name", "dxp_id"))
}
