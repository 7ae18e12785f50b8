from decimal import Decimal
from types import SimpleNamespace as Sample

from tools.styleguide.bilingual import zh_or_en
from tools.styleguide.goods import picture


def timeline():
    return [
        Sample(
            state="wait",
            char="收",
            title=zh_or_en("签收", "Delivery"),
            time=zh_or_en("预计 11-25", "about 25 Nov"),
            text="",
            kind="",
        ),
        Sample(
            state="now",
            char="运",
            title=zh_or_en("运输中", "On its way"),
            time="11-22 14:26",
            text=zh_or_en("到达郑州金水转运中心。", "Arrived at the Jinshui depot."),
            kind="",
        ),
        Sample(
            state="done",
            char="放",
            title=zh_or_en("海关放行", "Released by customs"),
            time="11-21 20:42:17",
            text=zh_or_en("新郑海关。", "Xinzheng customs."),
            kind="seal",
        ),
        Sample(
            state="done",
            char="退",
            title=zh_or_en("海关退单，已改正重报", "Refused, put right and sent again"),
            time="11-21 20:18:03",
            text=zh_or_en(
                "运单号与清单不一致，20:19 重报。", "The waybill differed from the list."
            ),
            kind="plain",
        ),
    ]


def figures():
    row = Sample
    return {
        "facts": [
            row(term=zh_or_en("在线商品", "Goods online"), value="12,480", unit=zh_or_en("种", "")),
            row(
                term=zh_or_en("今日放行", "Released today"),
                value="3,216",
                unit=zh_or_en("单", "orders"),
            ),
            row(
                term=zh_or_en("申报到放行，中位数", "Declared to released, median"),
                value="26",
                unit=zh_or_en("分钟", "min"),
            ),
            row(term=zh_or_en("参展商", "Exhibitors"), value="214", unit=zh_or_en("家", "")),
        ],
        "ledger": [
            row(
                term=zh_or_en("贸易方式", "Trade mode"),
                value=zh_or_en("网购保税 1210", "Bonded import 1210"),
            ),
            row(term=zh_or_en("原产国", "Origin"), value=zh_or_en("挪威", "Norway")),
            row(term=zh_or_en("账册备案", "Filed on"), value="2026-10-12", num=True),
            row(
                term=zh_or_en("保税仓", "Warehouse"),
                value=zh_or_en("新郑综合保税区", "Xinzheng bonded zone"),
            ),
        ],
        "sum_rows": [
            row(label=zh_or_en("商品", "Goods"), amount=Decimal("168.00")),
            row(
                label=zh_or_en("关税", "Duty"),
                amount=Decimal("0.00"),
                note=zh_or_en("限额内 0%", "0 % within the limits"),
            ),
            row(
                label=zh_or_en("增值税", "VAT"), amount=Decimal("15.29"), note="168.00 × 13% × 70%"
            ),
        ],
        "total": Decimal("183.29"),
        "chips": [
            row(
                label=zh_or_en("机场可看", "Seen at the airport"),
                url="#main",
                on=True,
                count=986,
                sign="map-pin",
            ),
            row(label=zh_or_en("新西兰", "New Zealand"), url="#main", count=118),
            row(label=zh_or_en("智利", "Chile"), off=True, count=0),
        ],
        "fewer_chips": [row(label=zh_or_en("围巾", "Scarves"), url="#main", count=12)],
        "hot": [
            (zh_or_en("麦卢卡蜂蜜", "Manuka honey"), "#main"),
            (zh_or_en("机场可看", "At the airport"), "#main"),
        ],
    }


def order_samples():
    stage = Sample
    return {
        "stages": [
            stage(title=zh_or_en("已支付", "Paid"), time="11-24 09:13", state="done"),
            stage(title=zh_or_en("已申报", "Declared"), time="11-24 09:31", state="done"),
            stage(
                title=zh_or_en("海关审单", "At customs"),
                time=zh_or_en("约 26 分钟", "about 26 min"),
                state="now",
            ),
            stage(
                title=zh_or_en("送达", "Delivery"),
                time=zh_or_en("预计 11-26", "about 26 Nov"),
                state="wait",
            ),
        ],
        "refused": [
            stage(title=zh_or_en("已支付", "Paid"), time="11-24 09:13", state="done"),
            stage(title=zh_or_en("海关退单", "Refused"), time="11-24 09:31", state="bad"),
            stage(title=zh_or_en("放行", "Release"), time="", state="wait"),
            stage(title=zh_or_en("送达", "Delivery"), time="", state="wait"),
        ],
        "steps": [
            zh_or_en("购物车", "Cart"),
            zh_or_en("地址与实名", "Address and name"),
            zh_or_en("支付", "Payment"),
        ],
        "sheet": Sample(
            number="ZE2611-8K3QTM2P",
            picture_url=picture("cards/fjellro-lotion"),
            origin_code="no",
            origin_name=zh_or_en("挪威", "Norway"),
            name=zh_or_en("北欧燕麦舒润身体乳", "Oat Calm Body Lotion"),
            rows=[
                Sample(
                    term=zh_or_en("贸易方式", "Trade mode"),
                    value=zh_or_en("网购保税 1210", "Bonded 1210"),
                ),
                Sample(
                    term=zh_or_en("仓库", "Warehouse"),
                    value=zh_or_en("新郑综保区", "Xinzheng zone"),
                ),
                Sample(term=zh_or_en("申报", "Declared"), value="20:17:02"),
                Sample(term=zh_or_en("放行", "Released"), value="20:42:17"),
            ],
            paid=Decimal("183.29"),
            tax=Decimal("15.29"),
        ),
        "quota": {"total": Decimal(26000), "used": Decimal("8432.60"), "this": Decimal(622)},
        "pictures": [
            Sample(url=picture("cards/fjellro-lotion"), alt=zh_or_en("正面", "Front")),
            Sample(
                url=picture("cards/fjellro-soap"),
                alt=zh_or_en("同系列香皂", "The soap of the range"),
            ),
        ],
    }
