"""Receipts of customs for tests, about documents as the site has them, within one minute."""

from ceb import MESSAGES, build, new_guid
from clearance.receipts.intake import read_receipt, receive

LIST_NUMBER = "461120991000000001"


def stamp(second):
    return f"20990101120{second:03d}000"


def receive_and_read(document):
    receipt, new = receive(document, "http")
    if new:
        read_receipt(receipt.pk)


def receipt_for(message, status, second, info="测试", **facts):
    """Customs' receipt for `message`."""
    kind = MESSAGES[message.kind].answered_by
    known = {
        "guid": new_guid(), "customsCode": "4611", "ebpCode": "4101W00001",
        "ebcCode": "4101W00001", "agentCode": "4101W00009", "payCode": "P1",
        "orderNo": message.order and message.order.number, "copNo": message.receipt_key,
        "coElNo": message.receipt_key,
        "payTransactionId": message.receipt_key, "logisticsCode": "4101660009",
        "logisticsNo": message.receipt_key, "logisticsStatus": "S", "operatorCode": "O1",
        "preNo": "B20990101000000001", "invtNo": LIST_NUMBER, "rkdNo": "",
        "payNo": "", "statisticsFlag": "B", "msgSeqNo": 1, "billNo": "",
        "returnStatus": status, "returnTime": stamp(second), "returnInfo": info, **facts,
    }  # fmt: skip
    names = [field.name for field in MESSAGES[kind].record.fields()]
    return build(kind, [{name: known[name] for name in names}], guid=new_guid())


def reply(message, *statuses):
    """One receipt for each status, one second after the other."""
    for second, status in enumerate(statuses, start=1):
        receive_and_read(receipt_for(message, status, second))


def tax_bill(number="T1", *, second=1, vat="9.10", duty="0", consumption="0", state="1", lines=()):
    """CEB816 for the list above."""
    head = {
        "guid": new_guid(), "returnTime": stamp(second), "invtNo": LIST_NUMBER, "taxNo": number,
        "customsTax": duty, "valueAddedTax": vat, "consumptionTax": consumption, "status": state,
    }  # fmt: skip
    line = {
        "gnum": 1, "gcode": "0409000000", "taxPrice": "100", "customsTax": duty,
        "valueAddedTax": vat, "consumptionTax": consumption,
    }  # fmt: skip
    return build("816", [{"TaxHeadRd": head, "TaxListRd": list(lines) or [line]}], guid=new_guid())


def bill_state(number="T1", *, second=1, state="2"):
    """CEB818."""
    head = {
        "guid": new_guid(), "returnTime": stamp(second), "invtNo": LIST_NUMBER, "taxNo": number,
        "status": state,
    }  # fmt: skip
    return build("818", [{"TaxHeadStatus": head}], guid=new_guid())
