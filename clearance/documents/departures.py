"""What we ask partners about exports that travel together under one bill of lading: come to the
supervised site (507), listed for the carrier's bill (607), gone from the country (509). Shapes:
docs/integrations/clearance.md."""

from ceb.identifiers import from_beijing_stamp
from clearance.documents.requests import require

BILL = ("traf_mode", "bill_no")
VEHICLE = ("traf_name", "voyage_no", "logistics_code", "logistics_name")


def site_arrival_request(message):
    """The logistics firm reports the parcels at the site, and what brought them there."""
    require("507", message.details, *BILL, "domestic_traf_no")
    return _request(message, *BILL, "domestic_traf_no")


def master_list_request(message):
    """The agent puts the lists under the carrier's bill: a list's vehicle, voyage and bill may come
    as late as this."""
    require("607", message.details, *BILL, *VEHICLE, "gross_weight")
    return _request(message, *BILL, *VEHICLE, "gross_weight", "domestic_traf_no", lists=True)


def departure_request(message):
    """The logistics firm reports what has left the country, and when."""
    require("509", message.details, *BILL, "left_at")
    left = from_beijing_stamp(message.details["left_at"])
    return _request(message, *BILL, "traf_name", "voyage_no") | {
        "left_at": left.isoformat(timespec="seconds")
    }


def _request(message, *names, lists=False):
    details = message.details
    parts = ("logistics_no", "invt_no") if lists else ("logistics_no",)
    return {
        "cop_no": details["cop_no"],
        "customs_code": message.zone.customs_district,
        **{name: details.get(name) or None for name in names},
        "lines": [{name: parcel[name] for name in parts} for parcel in details["parcels"]],
    }
