"""The demo's three centers as data. They are made up; that the real ones opened is not claimed."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class DemoShelf:
    """`categories`: whose goods stand on it, in turn; `arts`: what its picture shows."""

    code: str
    names: tuple[str, str]
    categories: str
    arts: str


@dataclass(frozen=True, slots=True)
class DemoPlace:
    fields: dict
    picture: str  # a scene of tools.demo.expo.pictures
    wide: tuple[str, ...]  # kinds of goods on the wide picture's boards
    tint: str
    hours: dict[int, tuple[time, time]]
    staff: str
    shelves: tuple[DemoShelf, ...]
    zone: str = ""  # only goods in this zone's stock stand here


def every_day(opens, closes, but=()):
    return {day: (opens, closes) for day in range(7) if day not in but}


PLACES = {
    "airport": DemoPlace(
        fields={
            "code": "ZZ-AIR",
            "kind": "airport",
            "name_zh": "新郑机场展示中心",
            "name_en": "Xinzheng Airport Display Center",
            "spot_zh": "T2 航站楼二层，8 号门左手 40 米",
            "spot_en": "Terminal 2, level 2, 40 m left of door 8",
            "phone": "0371-5555 0101",
            "address_zh": "郑州新郑国际机场 T2 航站楼",
            "address_en": "Zhengzhou Xinzheng International Airport, Terminal 2",
            "directions_zh": "城郊线机场站 B 口上二层。\n自驾停 P2 停车场，从 8 号门进。",
            "directions_en": "Suburban line to the airport, exit B, then up to level 2.\n"
            "By car: car park P2, then door 8.",
            "latitude": "34.526800",
            "longitude": "113.849700",
            "order": 1,
        },
        picture="airport",
        wide=(
            "sparkling wine chocolate biscuits cheese honey coffee milk-powder",
            "lotion soap lipstick toothbrush baby-bottle bag watch bear",
        ),
        tint="#cdd8dc",
        hours=every_day(time(7), time(21)),
        staff="counter.airport@expo.test",
        shelves=(
            DemoShelf(
                "A1",
                ("母婴", "Mother and baby"),
                "infant-formula feeding baby-food toys nappies",
                "milk-powder baby-bottle baby-food bear baby-nappies puzzle",
            ),
            DemoShelf(
                "A3",
                ("护理", "Care"),
                "body-care skin-care oral-care hair-care masks",
                "lotion face-cream toothbrush shampoo sunscreen soap",
            ),
            DemoShelf(
                "B1",
                ("食品", "Food"),
                "honey chocolate coffee biscuits nuts sweets",
                "honey chocolate coffee-beans biscuits nuts candy",
            ),
            DemoShelf(
                "C2",
                ("腕表箱包", "Watches and bags"),
                "watches bags shoes",
                "watch bag sneakers clutch suitcase boots",
            ),
        ),
    ),
    "cbd": DemoPlace(
        fields={
            "code": "ZZ-CBD",
            "kind": "cbd",
            "name_zh": "郑东 CBD 展示中心",
            "name_en": "Zhengdong CBD Display Center",
            "spot_zh": "一层，东门进",
            "spot_en": "Ground floor, east door",
            "phone": "0371-5555 0102",
            "address_zh": "郑州市郑东新区商务内环路（演示地址）",
            "address_en": "Shangwu Inner Ring Road, Zhengdong, Zhengzhou (demo address)",
            "directions_zh": "地铁 1 号线会展中心站 C 口，步行 6 分钟。",
            "directions_en": "Metro line 1, Convention Center, exit C, then 6 minutes on foot.",
            "latitude": "34.772600",
            "longitude": "113.726600",
            "order": 2,
        },
        picture="cbd",
        wide=(
            "lipstick nail-colour mirror face-cream candle clutch sunglasses",
            "wine sparkling coffee vitamins fish-oil chocolate honey",
        ),
        tint="#e0d2b8",
        hours=every_day(time(10), time(20), but=(1,)),
        staff="counter.cbd@expo.test",
        shelves=(
            DemoShelf(
                "C1",
                ("美妆", "Beauty"),
                "make-up perfume masks skin-care body-care",
                "lipstick nail-colour mirror face-cream lotion candle",
            ),
            DemoShelf(
                "C3",
                ("营养保健", "Health"),
                "vitamins fish-oil wellness",
                "vitamins fish-oil capsules herbal vitamins fish-oil",
            ),
            DemoShelf(
                "D1",
                ("酒水咖啡", "Wine and coffee"),
                "wine coffee honey chocolate pantry",
                "wine sparkling coffee honey chocolate olive-oil",
            ),
        ),
    ),
    "bonded": DemoPlace(
        fields={
            "code": "ZZ-BOND",
            "kind": "special_zone",
            "in_special_zone": True,
            "fulfilment": "pick_up",
            "approval_number": "演示〔2026〕保展第 001 号",
            "name_zh": "保税中心展示店",
            "name_en": "Bonded Center Showroom",
            "spot_zh": "综合楼一层",
            "spot_en": "Main building, ground floor",
            "phone": "0371-5555 0103",
            "address_zh": "郑州经济技术开发区 河南保税物流中心",
            "address_en": "Henan Bonded Logistics Center, Zhengzhou Economic Development Zone",
            "directions_zh": "航海东路与第八大街口进，凭本人身份证登记入区。",
            "directions_en": "Enter at Hanghai East Road and 8th Avenue; register at the gate with"
            " your identity card.",
            "latitude": "34.718400",
            "longitude": "113.741500",
            "order": 3,
        },
        picture="special-zone",
        wide=(
            "milk honey milk-powder cheese butter preserves olive-oil",
            "baby-bottle wool bear bedding shampoo face-cream comb",
        ),
        tint="#d3dccb",
        hours=every_day(time(9, 30), time(17, 30), but=(6,)),
        staff="counter.bonded@expo.test",
        zone="hn-bonded",
        shelves=(
            DemoShelf(
                "S1",
                ("乳品蜂蜜", "Dairy and honey"),
                "dairy honey infant-formula pantry",
                "milk honey milk-powder cheese butter preserves",
            ),
            DemoShelf(
                "S2",
                ("母婴家居", "Baby and home"),
                "feeding baby-wear bath paper toys nappies",
                "baby-bottle wool soap bear baby-nappies bedding",
            ),
            DemoShelf(
                "S3",
                ("护肤香氛", "Skin care and scent"),
                "skin-care perfume masks hair-care make-up",
                "face-cream lotion candle shampoo lipstick comb",
            ),
        ),
    ),
}
