"""A running sandbox, the site's receiver for receipts, and one buyer's order in four documents."""

import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ceb import beijing_stamp, build, new_guid, parse_receipts
from ceb.parser import UnreadableDocumentError
from tools.customs_sandbox.authentication import signature, signed_headers

ROOT = Path(__file__).parents[3]
SECRET = "expo-clearance-stand-in"
ADMIN = "sandbox-admin-demo"
STAGE_DELAY = 0.03  # seconds between the stages of a document
BUYER = {
    "buyerName": "陈一",
    "buyerIdNumber": "11010118880101001X",
    "buyerTelephone": "13800000000",
}
ADDRESS = "河南省郑州市航空港区测试路1号"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ReceiptReceiver:
    """The site's receiving end. statuses_to_send: before 200."""

    def __init__(self):
        self.received, self.statuses_to_send, self.wrong_signatures = [], [], 0
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stamp = self.headers["X-Clearance-Timestamp"]
                signature_valid = (
                    signature(SECRET, stamp, body) == self.headers["X-Clearance-Signature"]
                )
                receiver.wrong_signatures += not signature_valid
                status = receiver.statuses_to_send.pop(0) if receiver.statuses_to_send else 200
                receiver.received.append((status, body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/clearance/receipts/"

    def items(self):
        """Receipt items heard with success, in order of arrival."""
        result = []
        for status, body in list(self.received):
            try:
                result += parse_receipts(body) if status == 200 else []
            except UnreadableDocumentError:
                continue
        return result

    def statuses(self, kind):
        """Of a kind, by customs' own time: deliveries run side by side, in any order."""
        items = sorted(self.items(), key=lambda item: item.return_time or "")
        return [item.status for item in items if item.kind == kind]

    def last(self, kind):
        """The newest of a kind by customs' own time: deliveries run side by side."""
        return max((item for item in self.items() if item.kind == kind),
                   key=lambda item: item.return_time)  # fmt: skip

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class SandboxProcess:
    def __init__(self, store, callback="", **options):
        self.port, self.store, self.callback = free_port(), store, callback
        self.options = {"stage_delay": STAGE_DELAY, "match_timeout": 1.5, **options}
        self.process = None
        self.timeout = 10

    def start(self):
        command = [sys.executable, "-m", "tools.customs_sandbox", "--port", str(self.port),
                   "--store", str(self.store)]  # fmt: skip
        if self.callback:
            command += ["--callback", self.callback]
        for name, value in self.options.items():
            command += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
        env = {**os.environ, "CLEARANCE_SECRET": SECRET}
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        wait_until(lambda: self.get("/healthz"), 15)
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self):
        self.process.terminate()
        return self.process.wait(10)

    def get(self, path):
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}{path}", timeout=10
            ) as response:
                return json.loads(response.read())
        except OSError:
            return None

    def post(self, path, body, *, sender="site", secret=SECRET, headers=None):
        """(status, JSON or None); None for both when the connection closes without an answer."""
        body = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        all_headers = {**signed_headers(sender, secret, body), **(headers or {})}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, all_headers)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                return response.status, _json(response.read())
        except urllib.error.HTTPError as exc:
            return exc.code, _json(exc.read())
        except OSError:
            return None, None

    def set_scenario(self, **scenario):
        headers = {"Authorization": f"Bearer {ADMIN}"}
        status, body = self.post("/faults", scenario, headers=headers)
        assert status == 200, body

    def arrived(self, order_no):
        return self.get(f"/messages?order={order_no}")

    def state(self, order_no, kind="621"):
        documents = self.arrived(order_no)["documents"]
        return next((item["state"] for item in documents if item["kind"] == kind), None)


def _json(data):
    try:
        return json.loads(data)
    except ValueError:
        return None


def wait_until(happened, seconds=10):
    deadline = time.monotonic() + seconds
    while not (result := happened()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
    return result


class Purchase:
    """What one buyer bought, and the four documents that say so. change: what to say wrongly."""

    def __init__(self, number, sandbox, *, price="100.00", quantity="2", mode="1210"):
        self.number, self.sandbox, self.mode = number, sandbox, mode
        self.price, self.quantity = price, quantity
        self.total = f"{float(price) * float(quantity):.2f}"
        self.paid = f"{float(self.total) + 9.1:.2f}"

    def order(self, **head):
        made = {
            "guid": new_guid(), "appType": "1", "appTime": beijing_stamp(datetime.now(UTC)),
            "appStatus": "2", "orderType": "I", "orderNo": self.number, "ebpCode": "4101W00001",
            "ebpName": "郑州平台", "ebcCode": "4101W00002", "ebcName": "商家",
            "goodsValue": self.total, "freight": "0", "discount": "0", "taxTotal": "9.1",
            "acturalPaid": self.paid, "currency": "142", "buyerRegNo": "u1", **BUYER,
            "buyerIdType": "1", "consignee": "李二", "consigneeTelephone": "13900000000",
            "consigneeAddress": ADDRESS, **head,
        }  # fmt: skip
        line = {
            "gnum": 1, "itemName": "奶粉", "gmodel": "800g", "unit": "122", "qty": self.quantity,
            "price": self.price, "totalPrice": self.total, "currency": "142", "country": "609",
        }  # fmt: skip
        transfer = {"copCode": "4101W00001", "copName": "郑州平台", "dxpMode": "DXP",
                    "dxpId": "DXPENT0000000001"}  # fmt: skip
        return build("311", [{"OrderHead": made, "OrderList": [line]}], guid=new_guid(),
                     base_transfer=transfer)  # fmt: skip

    def payment(self, **change):
        return {
            "order_no": self.number, "ebp_code": "4101W00001", "ebp_name": "郑州平台",
            "transaction_id": f"pi_{self.number}", "payer_name": BUYER["buyerName"],
            "payer_id_number": BUYER["buyerIdNumber"], "amount": self.paid,
            "paid_at": "2026-01-05T10:00:00+08:00", **change,
        }  # fmt: skip

    def waybill(self, **change):
        return {
            "order_no": self.number, "trade_mode": self.mode, "consignee_name": "李二",
            "consignee_telephone": "13900000000", "consignee_address": ADDRESS, "weight": "1.5",
            **change,
        }  # fmt: skip

    def declaration(self, waybill, **change):
        bonded = {"ems_no": "H46129A00001", "area_code": "4612960001", "area_name": "仓",
                  "country": "142"}  # fmt: skip
        flight = {name: waybill[name] for name in ("traf_no", "voyage_no", "bill_no")}
        return {
            "cop_no": f"C{self.number}"[:20], "order_no": self.number, "ebp_code": "4101W00001",
            "ebp_name": "郑州平台", "ebc_code": "4101W00002", "ebc_name": "商家",
            **{name: waybill[name] for name in
               ("logistics_no", "logistics_code", "logistics_name", "traf_mode")},
            "trade_mode": self.mode, "customs_code": "4612", "port_code": "4612",
            **(bonded if self.mode == "1210" else {"country": "609", **flight}),
            "buyer_name": BUYER["buyerName"], "buyer_id_number": BUYER["buyerIdNumber"],
            "buyer_telephone": BUYER["buyerTelephone"], "consignee_address": ADDRESS,
            "gross_weight": "1.5", "net_weight": "1.2",
            "lines": [{
                "gnum": 1, "item_record_no": "1", "gcode": "1901101000", "gname": "奶粉",
                "gmodel": "800g", "country": "609", "qty": self.quantity, "unit": "122",
                "qty1": "1.2", "unit1": "035", "price": self.price, "total_price": self.total,
            }],
            **change,
        }  # fmt: skip

    def send(self, *, order=None, payment=None, waybill=None, declaration=None):
        """All four; each keyword names what that document says differently."""
        assert self.sandbox.post("/messages", self.order(**(order or {})))[0] == 202
        assert self.pay(**(payment or {}))[0] == 201
        status, parcel = self.ship(**(waybill or {}))
        assert status == 201, parcel
        return self.declare(parcel, **(declaration or {}))

    def pay(self, **change):
        return self.sandbox.post("/partners/payment/declare", self.payment(**change))

    def ship(self, **change):
        return self.sandbox.post("/partners/logistics/waybills", self.waybill(**change))

    def declare(self, waybill, **change):
        return self.sandbox.post("/partners/agent/lists", self.declaration(waybill, **change))


def minutes_from_now(minutes):
    return beijing_stamp(datetime.now(UTC) + timedelta(minutes=minutes))
