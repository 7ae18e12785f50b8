import base64
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace as Sample

from catalog.product_card import ProductCard
from tools.demo import pictures
from tools.styleguide.bilingual import zh_or_en


@lru_cache(maxsize=32)
def picture(path):
    """A picture of the demo as a data URL: the guide needs no demo data in the database."""
    data = base64.b64encode(pictures.picture(path)).decode("ascii")
    return f"data:image/webp;base64,{data}"


def cards():
    can_see = zh_or_en("机场 · CBD 可看", "Airport · CBD")
    return [
        card(
            ("tui-bay-honey", "nz"),
            zh_or_en("麦卢卡蜂蜜 MGO 263+ 500 g", "Manuka Honey, 500 g"),
            ("198.00", "12.47"),
            zh_or_en("图伊湾 Tui Bay", "Tui Bay"),
            ("ok", zh_or_en("现货", "In stock")),
            can_see,
        ),
        card(
            ("fernvale-milk-powder", "nz"),
            zh_or_en("全脂成人奶粉 800 g", "Whole Milk Powder, 800 g"),
            ("136.00", "8.57"),
            zh_or_en("蕨谷 Fernvale", "Fernvale"),
            ("low", zh_or_en("仅剩 6 件", "6 left")),
            can_see,
        ),
        card(
            ("alpquell-chocolate", "ch"),
            zh_or_en(
                "高山牛奶巧克力 榛果焦糖口味 250 g 产自夏季牧场",
                "Alpine Milk Chocolate with Hazelnut and Caramel, 250 g",
            ),
            ("96.00", "8.74"),
            zh_or_en("阿尔卑泉 Alpquell", "Alpquell"),
            ("out", zh_or_en("补货中", "Restocking")),
            zh_or_en("机场可看", "Airport"),
        ),
        card(
            ("silberbach-toothbrush", "de"),
            zh_or_en("软毛护龈牙刷 三支装", "Soft Toothbrush, set of 3"),
            ("62.00", "5.64"),
            zh_or_en("银溪 Silberbach", "Silberbach"),
            ("ok", zh_or_en("现货", "In stock")),
            "",
            mode="direct",
            sponsored=True,
        ),
        card(
            ("zeitgrat-watch", "ch"),
            zh_or_en("时脊 39 mm 自动腕表", "Zeitgrat Automatic, 39 mm"),
            ("3280.00", "298.48"),
            "Zeitgrat",
            ("", ""),
            zh_or_en("CBD 可看", "CBD"),
            for_sale=False,
        ),
        ProductCard(
            name=zh_or_en("燕麦身体乳 200 ml", "Oat Body Lotion, 200 ml"),
            url="#main",
            brand="Fjellro",
            origin_code="xx",
            origin_name=zh_or_en("圣多美和普林西比", "São Tomé and Príncipe"),
            mode="bonded",
            stock_state="out",
            stock_label=zh_or_en("询价", "On request"),
        ),
    ]


def card(look, name, money, brand, stock, seen_at, mode="bonded", **more):
    good, country = look
    price, tax = (Decimal(figure) for figure in money)
    names = {"nz": zh_or_en("新西兰", "New Zealand"), "ch": zh_or_en("瑞士", "Switzerland")}
    return ProductCard(
        name=name,
        url="#main",
        brand=brand,
        origin_code=country,
        origin_name=names.get(country, zh_or_en("德国", "Germany")),
        mode=mode,
        price=price,
        tax=tax,
        price_with_tax=price + tax,
        stock_state=stock[0],
        stock_label=stock[1],
        seen_at=seen_at,
        picture_url=picture(f"cards/{good}"),
        **more,
    )


def places():
    return [
        Sample(
            code="A3",
            name=zh_or_en("新郑机场展示中心", "Xinzheng Airport center"),
            url="#main",
            open=True,
            hours_label=zh_or_en("开放中，至 21:00", "Open until 21:00"),
            where=zh_or_en("T2 航站楼二层，A3 货架第二层", "Terminal 2, level 2, shelf A3, row 2"),
        ),
        Sample(
            code="C1",
            name=zh_or_en("郑东 CBD 展示中心", "Zhengdong CBD center"),
            url="#main",
            open=False,
            hours_label=zh_or_en("明天 10:00 开", "Opens 10:00 tomorrow"),
            where=zh_or_en("首层，C1 货架第三层", "Ground floor, shelf C1, row 3"),
        ),
    ]


def centers():
    return [
        Sample(**vars(place), picture_url=picture(f"centers/center-{kind}"))
        for place, kind in zip(places(), ["airport", "cbd"], strict=True)
    ]


def sessions():
    lines = [
        (
            "10:00",
            "11:30",
            zh_or_en("跨境零售进口新规解读", "New import rules explained"),
            "past",
            zh_or_en("已结束", "Over"),
        ),
        (
            "14:00",
            "15:45",
            zh_or_en("新西兰乳品与蜂蜜品鉴", "Milk and honey tasting"),
            "now",
            zh_or_en("直播中", "Live"),
        ),
        (
            "15:30",
            "16:30",
            zh_or_en("保税仓一日", "A day in the warehouse"),
            "open",
            zh_or_en("余 38 座", "38 seats"),
        ),
        (
            "16:00",
            "17:00",
            zh_or_en("奶酪品鉴（原 14:30）", "Cheese tasting (was 14:30)"),
            "moved",
            zh_or_en("已改期", "Moved"),
        ),
        (
            "16:45",
            "17:30",
            zh_or_en("采购对接会", "Buyers meet makers"),
            "full",
            zh_or_en("已满", "Full"),
        ),
    ]
    return [
        Sample(
            starts=starts,
            ends=ends,
            title=title,
            url="#main",
            state=state,
            state_label=word,
            where=zh_or_en("主论坛", "Main forum"),
            speakers="",
            stand="A-12" if state == "now" else "",
            pavilion="A",
            reserve_url="#main" if state == "open" else "",
        )
        for starts, ends, title, state, word in lines
    ]
