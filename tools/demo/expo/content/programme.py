"""Sessions by day of the edition; speakers are invented."""

from dataclasses import dataclass

TITLE = ("日程", "Programme")
INTRO = ("讲解、品鉴、对接与直播。", "Talks, tastings, matchmaking and live broadcasts.")
SPEAKERS = {  # key: name, post
    "su": (("苏念慈", "Su Nianci"), ("贸易法讲师", "Lecturer in trade law")),
    "he": (("贺征", "He Zheng"), ("保税仓运营主管", "Bonded warehouse operations")),
    "aroha": (("Aroha Whitfield", "Aroha Whitfield"), ("奇异谷 创始人", "Founder, Kiwi Valley")),
    "ingrid": (("Ingrid Solheim", "Ingrid Solheim"), ("峡屿 护理师", "Skin therapist, Fjellro")),
    "luc": (("Luc Marchand", "Luc Marchand"), ("侍酒师", "Sommelier")),
    "mina": (("金美娜", "Kim Mina"), ("韩屋美研 配方师", "Formulator, Hanok")),
    "diego": (("Diego Rojas", "Diego Rojas"), ("咖啡杯测师", "Coffee cupper")),
    "duan": (("段行舟", "Duan Xingzhou"), ("关务顾问", "Customs adviser")),
    "wen": (("温晴", "Wen Qing"), ("供应链讲师", "Lecturer in supply chains")),
    "jonas": (("Jonas Keller", "Jonas Keller"), ("山匠 制表师", "Watchmaker, Bergwerk")),
}


@dataclass(frozen=True)
class Slot:
    key: str
    day: int  # 0: the edition's first day
    starts: str
    ends: str
    track: str
    hall: str
    room: tuple
    title: tuple
    summary: tuple
    speakers: tuple = ()
    capacity: int | None = None
    live: bool = False


MAIN = ("一号馆主舞台", "Main stage, hall 1")
TASTING = ("二号馆品鉴台", "Tasting counter, hall 2")
MEETING = ("二号馆采购对接区", "Buyers' meeting area, hall 2")
STUDIO = ("二号馆直播间", "Live studio, hall 2")

SLOTS = (
    Slot(
        "opening",
        0,
        "10:00",
        "11:00",
        "trade",
        "hall-1",
        MAIN,
        ("开场：一张订单的旅程", "Opening: the journey of an order"),
        (
            "从下单、申报到放行、签收，用一张样单把每一步讲给第一次买保税商品的人听。",
            "From order and declaration to release and delivery, told along a sample order for"
            " people who buy bonded goods for the first time.",
        ),
        ("he", "wen"),
        240,
        True,
    ),
    Slot(
        "rules-import",
        0,
        "14:00",
        "15:30",
        "rules",
        "hall-1",
        MAIN,
        ("跨境零售进口规则入门", "Cross-border retail import: the rules"),
        (
            "正面清单、单次与年度限值、税怎么算、哪些情况不能退税，逐条对照原文讲。",
            "Positive list, limits per order and per year, how tax is reckoned and when it is not"
            " given back, each with its source.",
        ),
        ("su",),
        240,
        True,
    ),
    Slot(
        "honey",
        1,
        "10:30",
        "11:30",
        "tasting",
        "hall-2",
        TASTING,
        ("新西兰蜂蜜品鉴：看懂 MGO", "Honey of New Zealand: reading MGO"),
        (
            "三款蜂蜜并排品尝，学会看标签上的 MGO、产地与批次。",
            "Three honeys side by side, and how to read MGO, origin and batch on the label.",
        ),
        ("aroha",),
        40,
    ),
    Slot(
        "filing",
        1,
        "15:00",
        "16:30",
        "rules",
        "hall-1",
        MAIN,
        ("商品备案怎么填：从 HS 编码到净含量", "Filing goods: from HS code to net content"),
        (
            "面向展商：备案必填项、常见退回原因、账册项号从哪里来。",
            "For exhibitors: what a filing must hold, why filings come back, where the account"
            " line comes from.",
        ),
        ("duan",),
        120,
    ),
    Slot(
        "wine",
        2,
        "14:00",
        "15:30",
        "tasting",
        "hall-2",
        TASTING,
        ("西欧葡萄酒与奶酪小课堂", "Wine and cheese of Western Europe"),
        (
            "四款酒、三种奶酪。未成年人不能参加品酒。",
            "Four wines, three cheeses. No wine for minors.",
        ),
        ("luc",),
        36,
    ),
    Slot(
        "buyers-beauty",
        2,
        "16:00",
        "17:00",
        "trade",
        "hall-2",
        MEETING,
        ("采购对接会：个护与美妆", "Meet the buyers: care and beauty"),
        (
            "十五分钟一轮，提前在展商工作台登记样品与起订量。",
            "Rounds of fifteen minutes; exhibitors enter samples and minimum orders beforehand.",
        ),
        ("mina", "ingrid"),
        60,
    ),
    Slot(
        "warehouse-1",
        3,
        "10:00",
        "11:00",
        "live",
        "hall-2",
        STUDIO,
        ("保税仓直播：一个包裹的四十分钟", "Live from the warehouse: a parcel's forty minutes"),
        (
            "跟着一个包裹看拣货、复核、贴面单、过机查验。",
            "Follow one parcel through picking, checking, labelling and the scanner.",
        ),
        ("he",),
        None,
        True,
    ),
    Slot(
        "coffee",
        3,
        "14:30",
        "15:30",
        "tasting",
        "hall-2",
        TASTING,
        ("安第斯咖啡杯测", "Cupping coffee of the Andes"),
        (
            "六支豆子盲测，现场打分，散场公布产区与处理法。",
            "Six coffees tasted blind and scored; region and process are told at the end.",
        ),
        ("diego",),
        24,
    ),
    Slot(
        "returns",
        3,
        "16:00",
        "17:00",
        "rules",
        "hall-1",
        MAIN,
        ("退货与退税：哪一天算第几天", "Returns and tax: which day counts"),
        (
            "三十日申请、四十五日运抵，合同上的七日与海关的期限各管各的事。",
            "Thirty days to apply, forty-five to arrive: the contract's seven days and customs'"
            " periods are different things.",
        ),
        ("su", "duan"),
        160,
        True,
    ),
    Slot(
        "morning-brief",
        4,
        "09:30",
        "10:00",
        "trade",
        "hall-1",
        MAIN,
        ("展商早课：库存与订单十五问", "Exhibitors' morning: stock and orders"),
        (
            "昨日订单怎么看、库存怎么补、被退回的商品怎么改。",
            "Reading yesterday's orders, filling up stock, mending goods that came back.",
        ),
        ("wen",),
        120,
    ),
    Slot(
        "label",
        4,
        "11:00",
        "12:00",
        "tasting",
        "hall-2",
        TASTING,
        ("读懂成分表：北欧护理小课堂", "Reading ingredients: a Nordic skin class"),
        (
            "不含香精怎么看、膏与乳怎么选，现场可试用小样（已向海关报明）。",
            "How to see that a lotion has no perfume, when to take cream; samples to try, reported"
            " to customs.",
        ),
        ("ingrid",),
        40,
    ),
    Slot(
        "identity",
        4,
        "14:00",
        "15:00",
        "rules",
        "hall-1",
        MAIN,
        ("为什么要实名：订购人、付款人与个人额度", "Why real names: orderer, payer, quota"),
        (
            "订购人与付款人为什么要是同一个人，身份信息怎么保存、什么时候删除。",
            "Why orderer and payer must be one person, how identity data is kept and when it is"
            " erased.",
        ),
        ("duan",),
        160,
        True,
    ),
    Slot(
        "watch",
        4,
        "15:30",
        "16:30",
        "tasting",
        "hall-1",
        MAIN,
        ("制表师的一小时", "An hour with a watchmaker"),
        (
            "拆开一枚机芯，讲高值商品为什么单独成单。",
            "A movement taken apart, and why costly goods travel in an order of their own.",
        ),
        ("jonas",),
        80,
    ),
    Slot(
        "warehouse-2",
        5,
        "10:00",
        "11:00",
        "live",
        "hall-2",
        STUDIO,
        ("保税仓直播：退回来的包裹去哪了", "Live from the warehouse: where returns go"),
        (
            "退货入仓、查验、复原上架，一步一个时间。",
            "Returns received, inspected and put back, each step with its time.",
        ),
        ("he",),
        None,
        True,
    ),
    Slot(
        "buyers-food",
        5,
        "14:00",
        "15:30",
        "trade",
        "hall-2",
        MEETING,
        ("采购对接会：咖啡、可可与乳品", "Meet the buyers: coffee, cocoa, dairy"),
        (
            "九家展商到场，自带产区证明与检验报告。",
            "Nine exhibitors with their certificates of origin and test reports.",
        ),
        ("diego", "aroha"),
        60,
    ),
    Slot(
        "closing",
        6,
        "15:00",
        "16:00",
        "trade",
        "hall-1",
        MAIN,
        ("闭幕分享：这一届问得最多的问题", "Closing: the questions asked most"),
        (
            "整理现场和在线收到的问题，逐个回答，记录会放在公告里。",
            "Questions from the halls and online, answered one by one; the notes go into the news.",
        ),
        ("wen", "su"),
        240,
        True,
    ),
)
# one that is on the air while the demo is young: from twenty minutes before seeding
ON_AIR = Slot(
    "on-air",
    -1,
    "",
    "",
    "live",
    "hall-2",
    STUDIO,
    ("直播：扫货架码下单，全程演示", "Live: ordering from a shelf code, start to end"),
    (
        "从扫码、核对含税价、填写订购人，到订单页上看到申报与放行。",
        "Scan, check the price with tax, fill in the orderer, then watch declaration and release"
        " on the order's page.",
    ),
    ("he", "wen"),
    None,
    True,
)
