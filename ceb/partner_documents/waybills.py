"""The logistics firm's waybills: in (CEB511) and out (CEB505)."""

import hashlib
from collections.abc import Mapping
from typing import Any

from ceb.errors import FieldError

from .document import PartnerDocument
from .requests import InvalidRequestError, PartnerRequest

MODES = ("1210", "9610")


class _NumberedWaybill(PartnerDocument):
    letters: str  # before the number

    def _seed(self, request: PartnerRequest) -> int:
        # From the order number, so that a lost store does not give one order two waybills.
        return int.from_bytes(hashlib.sha256(request["order_no"].encode()).digest()[:8])

    def _answer(self, request: PartnerRequest, seed: int) -> dict[str, Any]:
        return {
            "logistics_no": f"{self.letters}{seed % 10**13:013d}",
            "logistics_code": self.firm.code,
            "logistics_name": self.firm.name,
            "order_no": request["order_no"],
        }

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {"logisticsNo": answer["logistics_no"]}

    def business_key(self, answer: Mapping[str, Any]) -> str:
        return str(answer["logistics_no"])


def _flight(seed: int) -> dict[str, str]:
    return {"voyage_no": f"SB{seed % 900 + 100}", "bill_no": f"999-{seed % 10**8:08d}"}


class WaybillDocument(_NumberedWaybill):
    kind = "511"
    letters = "SF"

    def answer(self, request: PartnerRequest) -> dict[str, Any]:
        mode = request.get("trade_mode")
        if mode not in MODES:
            code = "missing" if mode is None else "not_allowed"
            raise InvalidRequestError(
                [FieldError("trade_mode", "trade_mode", code, ", ".join(MODES))]
            )
        seed = self._seed(request)
        return {**self._answer(request, seed), **self._carriage(mode, seed)}

    def _carriage(self, mode: str, seed: int) -> dict[str, Any]:
        """A lorry out of the zone, or the flight that brings the parcel in."""
        # Bonded goods cross no border with the parcel: a list must leave these out (R-MODE-3).
        if mode == "1210":
            return dict.fromkeys(("traf_no", "voyage_no", "bill_no", "departure_country")) | {
                "traf_mode": "4"
            }
        return {
            "traf_mode": "5",
            "traf_no": "沙箱航班",
            **_flight(seed),
            "departure_country": "110",
        }

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().made(request, answer), "billNo": answer["bill_no"]}


class ExportWaybillDocument(_NumberedWaybill):
    kind = "505"
    letters = "SX"

    def answer(self, request: PartnerRequest) -> dict[str, Any]:
        seed = self._seed(request)
        plane = {"traf_mode": "5", "traf_name": "沙箱航班", **_flight(seed)}
        return {**self._answer(request, seed), **plane}
