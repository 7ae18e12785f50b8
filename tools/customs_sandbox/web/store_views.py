"""What the sandbox has on file, as JSON for tests and programs. No personal data."""

from typing import Any

from tools.customs_sandbox.store import Store

ARRIVALS = (
    "SELECT arrival.kind, business_key AS key, order_no, app_type, app_time, outcome,"
    " arrival.digest AS record_digest, transmission.digest, transmission.id AS transmission,"
    " transmission.arrivals, transmission.sender FROM arrival"
    " JOIN transmission ON transmission.id = arrival.transmission"
)


def messages(store: Store, value: str, by: str = "order_no") -> dict[str, Any]:
    """What arrived for an order, what is on file, what was answered; in order of arrival.

    by: "business_key" for documents that are about no order or several."""
    return {
        "order" if by == "order_no" else "key": value,
        "arrivals": _dicts(store, f"{ARRIVALS} WHERE {by} = ? ORDER BY arrival.id", value),
        "documents": _dicts(
            store,
            "SELECT kind, business_key AS key, state, app_time, pre_no, invt_no FROM document"  # noqa: S608
            f" WHERE {by} = ? ORDER BY kind, business_key",
            value,
        ),
        "receipts": _dicts(
            store,
            "SELECT kind, business_key AS key, status, info, return_time,"  # noqa: S608
            " (SELECT COUNT(*) FROM delivery WHERE receipt = receipt.id"
            "  AND delivered_at IS NOT NULL AND garbage = 0) AS delivered"
            f" FROM receipt WHERE {by} = ? ORDER BY id",
            value,
        ),
    }


def conflicts(store: Store) -> list[dict[str, Any]]:
    """Business keys that came with two contents under one appType and appTime, or as new again
    after the first was accepted: what was rejected may be put right and come as new."""
    return _dicts(
        store,
        "WITH accepted AS (SELECT kind, business_key, MIN(id) AS first FROM arrival"
        "  WHERE app_type = '1' AND outcome = 'accepted' GROUP BY kind, business_key)"
        " SELECT kind, business_key AS key, app_type, COUNT(DISTINCT digest) AS contents"
        " FROM arrival LEFT JOIN accepted USING (kind, business_key)"
        " WHERE app_type <> '1' OR id >= accepted.first"
        " GROUP BY kind, business_key, app_type, CASE app_type WHEN '1' THEN '' ELSE app_time END"
        " HAVING COUNT(DISTINCT digest) > 1",
    )


def counts(store: Store) -> dict[str, Any]:
    documents = store.rows(
        "SELECT kind, state, COUNT(*) AS number FROM document GROUP BY kind, state"
    )
    answers = store.rows(
        "SELECT kind, status, COUNT(*) AS number FROM receipt GROUP BY kind, status"
    )
    row = store.row(
        "SELECT (SELECT COUNT(*) FROM transmission) AS transmissions,"
        " (SELECT COALESCE(SUM(arrivals), 0) FROM transmission) AS arrivals,"
        " (SELECT COUNT(*) FROM job) AS jobs,"
        " (SELECT COUNT(*) FROM delivery WHERE delivered_at IS NULL) AS undelivered"
    )
    return {
        "documents": {f"{item['kind']} {item['state']}": item["number"] for item in documents},
        "receipts": {f"{item['kind']} {item['status']}": item["number"] for item in answers},
        **(dict(row) if row else {}),
        "conflicts": len(conflicts(store)),
    }


def _dicts(store: Store, query: str, *values: str) -> list[dict[str, Any]]:
    return [dict(row) for row in store.rows(query, *values)]
