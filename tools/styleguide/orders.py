from decimal import Decimal
from types import SimpleNamespace as Sample

from tools.styleguide.bilingual import say
from tools.styleguide.goods import picture


def timeline():
    return [
        Sample(
            state="wait",
            char="收",
            title=say("签收", "Delivery"),
            time=say("预计 11-25", "about 25 Nov"),
            text="",
            kind="",
        ),
        Sample(
            state="now",
            char="运",
            title=say("运输中", "On its way"),
            time="11-22 14:26",
            text=say("到达郑州金水转运中心。", "Arrived at the Jinshui depot."),
            kind="",
        ),
        Sample(
            state="done",
            char="放",
            title=say("海关放行", "Released by customs"),
            time="11-21 20:42:17",
            text=say("新郑海关。", "Xinzheng customs."),
            kind="seal",
        ),
        Sample(
            state="done",
            char="退",
            title=say("海关退单，已改正重报", "Refused, put right and sent again"),
            time="11-21 20:18:03",
            text=say("运单号与清单不一致，20:19 重报。", "The waybill differed from the list."),
            kind="plain",
        ),
    ]


def figures():
    row = Sample
    return {
        "facts": [
            row(term=say("在线商品", "Goods online"), value="12,480", unit=say("种", "")),
            row(term=say("今日放行", "Released today"), value="3,216", unit=say("单", "orders")),
            row(
                term=say("申报到放行，中位数", "Declared to released, median"),
                value="26",
                unit=say("分钟", "min"),
            ),
            row(term=say("参展商", "Exhibitors"), value="214", unit=say("家", "")),
        ],
        "ledger": [
            row(
                term=say("贸易方式", "Trade mode"), value=say("网购保税 1210", "Bonded import 1210")
            ),
            row(term=say("原产国", "Origin"), value=say("挪威", "Norway")),
            row(term=say("账册备案", "Filed on"), value="2026-10-12", num=True),
            row(
                term=say("保税仓", "Warehouse"), value=say("新郑综合保税区", "Xinzheng bonded zone")
            ),
        ],
        "sum_rows": [
            row(label=say("商品", "Goods"), amount=Decimal("168.00")),
            row(
                label=say("关税", "Duty"),
                amount=Decimal("0.00"),
                note=say("限额内 0%", "0 % within the limits"),
            ),
            row(label=say("增值税", "VAT"), amount=Decimal("15.29"), note="168.00 × 13% × 70%"),
        ],
        "total": Decimal("183.29"),
        "chips": [
            row(
                label=say("机场可看", "Seen at the airport"),
                url="#main",
                on=True,
                count=986,
                sign="map-pin",
            ),
            row(label=say("新西兰", "New Zealand"), url="#main", count=118),
            row(label=say("智利", "Chile"), off=True, count=0),
        ],
        "fewer_chips": [row(label=say("围巾", "Scarves"), url="#main", count=12)],
        "hot": [
            (say("麦卢卡蜂蜜", "Manuka honey"), "#main"),
            (say("机场可看", "At the airport"), "#main"),
        ],
    }


def order_samples():
    stage = Sample
    return {
        "stages": [
            stage(title=say("已支付", "Paid"), time="11-24 09:13", state="done"),
            stage(title=say("已申报", "Declared"), time="11-24 09:31", state="done"),
            stage(
                title=say("海关审单", "At customs"),
                time=say("约 26 分钟", "about 26 min"),
                state="now",
            ),
            stage(
                title=say("送达", "Delivery"), time=say("预计 11-26", "about 26 Nov"), state="wait"
            ),
        ],
        "refused": [
            stage(title=say("已支付", "Paid"), time="11-24 09:13", state="done"),
            stage(title=say("海关退单", "Refused"), time="11-24 09:31", state="bad"),
            stage(title=say("放行", "Release"), time="", state="wait"),
            stage(title=say("送达", "Delivery"), time="", state="wait"),
        ],
        "steps": [
            say("购物车", "Cart"),
            say("地址与实名", "Address and name"),
            say("支付", "Payment"),
        ],
        "sheet": Sample(
            number="ZE2611-8K3QTM2P",
            picture_url=picture("lotion", "Fjellro"),
            origin_code="no",
            origin_name=say("挪威", "Norway"),
            name=say("北欧燕麦舒润身体乳", "Oat Calm Body Lotion"),
            rows=[
                Sample(
                    term=say("贸易方式", "Trade mode"), value=say("网购保税 1210", "Bonded 1210")
                ),
                Sample(term=say("仓库", "Warehouse"), value=say("新郑综保区", "Xinzheng zone")),
                Sample(term=say("申报", "Declared"), value="20:17:02"),
                Sample(term=say("放行", "Released"), value="20:42:17"),
            ],
            paid=Decimal("183.29"),
            tax=Decimal("15.29"),
        ),
        "quota": {"total": Decimal(26000), "used": Decimal("8432.60"), "this": Decimal(622)},
        "pictures": [
            Sample(url=picture("lotion", "Fjellro"), alt=say("正面", "Front")),
            Sample(url=picture("soap", "Fjellro"), alt=say("同系列香皂", "The soap of the range")),
        ],
    }
