from datetime import time, timedelta

from tools.demo.expo.content.pairs import h, items, p

SLUG = "2026"
DAYS_BEFORE, DAYS_AFTER = timedelta(days=4), timedelta(days=2)
OPENS, CLOSES = time(9, 0), time(17, 30)
TITLE = ("2026 E博会", "E-Expo 2026")
THEME = ("好物进得来，单证走得清", "Goods that arrive, papers that can be followed")
PLACE = ("郑州国际会展中心", "Zhengzhou International Convention Center")
BODY = [
    h("这一届有什么", "What this edition brings"),
    p(
        "两座展馆、六个主题馆，展出来自大洋洲、北欧、西欧、日韩、拉美的保税商品，"
        "也有监管仓、物流与支付企业在综保区馆讲清一张订单怎么走。",
        "Two halls and six pavilions with bonded goods from Oceania, the Nordic countries, Western"
        " Europe, Japan and Korea, and Latin America. In the bonded-zone pavilion, warehouses,"
        " carriers and payment firms show how an order travels.",
    ),
    h("怎么逛", "How to go about it"),
    items(
        (
            "在展馆平面图上点展位，看展商和它的商品。",
            "Choose a stand on the hall plan to see its exhibitor and goods.",
        ),
        (
            "展位和货架上的二维码，扫一下就到商品页；下单后由保税仓寄出，不从展位取货。",
            "Scan the code on a stand or shelf to open the goods' page; orders are sent from the"
            " bonded warehouse, never handed over at the stand.",
        ),
        (
            "讲解、品鉴与对接会的时间地点在日程里，可以加入日历。",
            "Talks, tastings and matchmaking are in the programme, which goes into your calendar.",
        ),
    ),
    h("展商", "For exhibitors"),
    p(
        "虚线展位可以申请。申请、展台内容和商品都在展商工作台办理，组委会审核后公开。",
        "Dashed stands can be applied for. Applications, booths and goods are handled at the"
        " exhibitor desk and go public after review by the organizers.",
    ),
]
PAVILIONS = (  # letter, name, theme
    ("A", ("大洋洲馆", "Oceania"), ("新西兰 · 澳大利亚", "New Zealand · Australia")),
    ("B", ("北欧馆", "Nordic"), ("挪威 · 丹麦 · 瑞典", "Norway · Denmark · Sweden")),
    ("C", ("西欧馆", "Western Europe"), ("法国 · 德国 · 瑞士", "France · Germany · Switzerland")),
    ("D", ("日韩馆", "Japan and Korea"), ("日本 · 韩国", "Japan · Korea")),
    ("E", ("拉美馆", "Latin America"), ("哥伦比亚 · 智利", "Colombia · Chile")),
    ("F", ("综保区馆", "Bonded zones"), ("通关 · 物流 · 支付", "Customs · carriers · payment")),
)
