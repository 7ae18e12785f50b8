"""What we ask partners about exports that travel together under one bill of lading: come to the
supervised site (507), listed for the carrier's bill (607), gone from the country (509). Shapes:
docs/integrations/clearance.md."""

from ceb.identifiers import from_beijing_stamp
from clearance.documents.requests import as_bytes, require

BILL = ("traf_mode", "bill_no")
VEHICLE = ("traf_name", "voyage_no", "logistics_code", "logistics_name")


def site_arrival_content(message, *, moment, change):
    """The logistics firm reports the parcels at the site, and what brought them there."""
    require("507", message.details, *BILL, "domestic_traf_no")
    return _request(message, change, *BILL, "domestic_traf_no")


def master_list_content(message, *, moment, change):
    """The agent puts the lists under the carrier's bill: a list's vehicle, voyage and bill may come
    as late as this."""
    require("607", message.details, *BILL, *VEHICLE, "gross_weight")
    return _request(
        message, change, *BILL, *VEHICLE, "gross_weight", "domestic_traf_no", lists=True
    )


def departure_content(message, *, moment, change):
    """The logistics firm reports what has left the country, and when."""
    require("509", message.details, *BILL, "left_at")
    left = from_beijing_stamp(message.details["left_at"])
    when = {"left_at": left.isoformat(timespec="seconds")}
    return _request(message, change, *BILL, "traf_name", "voyage_no", **when)


def _request(message, change, *names, lists=False, **facts):
    details = message.details
    parts = ("logistics_no", "invt_no") if lists else ("logistics_no",)
    return as_bytes(
        {
            "cop_no": details["cop_no"],
            "customs_code": message.zone.customs_district,
            **{name: details.get(name) or None for name in names},
            **facts,
            "lines": [{name: parcel[name] for name in parts} for parcel in details["parcels"]],
            "change": change,
        }
    )
