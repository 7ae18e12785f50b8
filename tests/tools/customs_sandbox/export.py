"""One merchant's export order in its documents. change: what to say wrongly."""

from datetime import UTC, datetime

from ceb import beijing_stamp, build, new_guid

MERCHANT = {"ebpCode": "4101W00001", "ebpName": "郑州平台", "ebcCode": "4101W00002",
            "ebcName": "商家"}  # fmt: skip
PARTIES = {"ebp_code": "4101W00001", "ebp_name": "郑州平台", "ebc_code": "4101W00002",
           "ebc_name": "商家"}  # fmt: skip


class Export:
    def __init__(self, number, sandbox, mode="9610"):
        self.number, self.sandbox, self.mode = number, sandbox, mode

    def order(self, **change):
        head = {
            "guid": new_guid(), "appType": "1", "appTime": beijing_stamp(datetime.now(UTC)),
            "appStatus": "2", "orderType": "E", "orderNo": self.number, **MERCHANT,
            "goodsValue": "60", "freight": "5", "currency": "142", **change,
        }  # fmt: skip
        line = {
            "gnum": 1, "itemNo": "S1", "itemName": "丝巾", "unit": "011", "currency": "142",
            "qty": "2", "price": "30", "totalPrice": "60",
        }  # fmt: skip
        transfer = {"copCode": "4101W00001", "copName": "郑州平台", "dxpMode": "DXP",
                    "dxpId": "DXPENT0000000001"}  # fmt: skip
        return build("303", [{"OrderHead": head, "OrderList": [line]}], guid=new_guid(),
                     base_transfer=transfer)  # fmt: skip

    def money(self, **change):
        return {"order_no": self.number, **PARTIES, "pay_no": f"pay_{self.number}",
                "amount": "65", "payer": "A. Buyer",
                "received_at": "2026-01-05T10:00:00+08:00", **change}  # fmt: skip

    def waybill(self, **change):
        return {"order_no": self.number, "trade_mode": self.mode, "weight": "0.5",
                "goods_info": "丝巾", "ebc_code": "4101W00002", "ebc_name": "商家",
                **change}  # fmt: skip

    def declaration(self, waybill, **change):
        bonded = {"area_code": "4612960001", "area_name": "仓", "ems_no": "H46129A00001"}
        return {
            "cop_no": f"X{self.number}"[:30], "order_no": self.number, **PARTIES,
            **{name: waybill[name] for name in
               ("logistics_no", "logistics_code", "logistics_name", "traf_mode", "traf_name",
                "voyage_no", "bill_no")},
            "trade_mode": self.mode, "customs_code": "4612", "port_code": "4612",
            **(bonded if self.mode == "1210" else {}),
            "country": "502", "pod": "502", "gross_weight": "0.5", "net_weight": "0.4",
            "lines": [{
                "gnum": 1, "item_no": "S1", "gcode": "6214100000", "gname": "丝巾",
                "gmodel": "真丝", "country": "502", "qty": "2", "unit": "011", "qty1": "0.4",
                "unit1": "035", "price": "30", "total_price": "60",
                **({"item_record_no": "1"} if self.mode == "1210" else {}),
            }],
            **change,
        }  # fmt: skip

    def post(self, path, **request):
        return self.sandbox.post(f"/partners/{path}", request)

    def send(self, *, order=None, money=None, waybill=None, declaration=None):
        """All four; each keyword names what that document says differently. The waybill."""
        assert self.sandbox.post("/messages", self.order(**(order or {})))[0] == 202
        response = self.post("payment/receipts", **self.money(**(money or {})))
        assert response[0] == 201, response
        status, parcel = self.post("logistics/export-waybills", **self.waybill(**(waybill or {})))
        assert status == 201, parcel
        response = self.post(
            "agent/export-lists", **self.declaration(parcel, **(declaration or {}))
        )
        assert response[0] == 201, response
        return parcel

    def list_number(self):
        documents = self.sandbox.arrived(self.number)["documents"]
        return next((item["invt_no"] for item in documents if item["kind"] == "603"), "")
