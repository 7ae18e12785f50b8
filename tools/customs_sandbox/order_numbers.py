"""Which order a document belongs to, where it does not say so itself."""

from sqlite3 import Connection

from ceb.records import Record, head_of, lines_of


def order_of(connection: Connection, record: Record, kind: str) -> str:
    """The order a document is about; "" if it is about several or none is known."""
    head = head_of(record, kind)
    if head.get("orderNo"):
        return head["orderNo"]
    if head.get("invtNo"):
        return _order_number(connection, "invt_no = ? AND kind IN ('621', '603')", head["invtNo"])
    named = [head.get("logisticsNo"), *(x.get("logisticsNo") for x in lines_of(record, kind))]
    numbers = {number for number in named if number}
    if len(numbers) != 1:
        return ""
    waybill = "business_key = ? AND kind IN ('511', '505')"
    return _order_number(connection, waybill, numbers.pop())


def _order_number(connection: Connection, condition: str, value: str) -> str:
    query = f"SELECT order_no FROM document WHERE {condition}"  # noqa: S608  ours alone
    row = connection.execute(query, (value,)).fetchone()
    return str(row[0]) if row else ""
