"""Six fictional exhibitors: who they are, where they stand, what their booths say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Firm:
    slug: str
    names: tuple  # zh, en
    country: str
    trade: str
    customs: tuple  # merchant's code and registered name, agent's code and name
    about: tuple
    slogan: tuple
    intro: tuple
    brand: str  # on the booth's wall
    arts: tuple  # keys of tools.demo.expo.arts.ARTS
    tint: str
    pavilion: str
    stands: tuple  # codes wished for; the next free one of the pavilion where they don't exist
    owner: str = ""


FIRMS = (
    Firm(
        slug="kiwi",
        names=("长云牧场", "Longcloud Farms"),
        country="NZ",
        trade="bonded,direct",
        customs=("4101961K01", "长云牧场贸易有限公司", "4101986001", "郑州屿和供应链有限公司"),
        about=(
            "新西兰怀卡托的家庭牧场联合体，自有奶源、蜂场与灌装线，做婴幼儿奶粉、蜂蜜和乳制品。",
            "A union of family farms in the Waikato with milk, hives and filling lines of its own:"
            " milk powders, honey and dairy.",
        ),
        slogan=("草从哪里长，奶就从哪里来。", "Milk from where the grass grows."),
        intro=(
            "长云由十一户牧场共同持有。奶源、喷粉与罐装在同一个山谷里完成，从挤奶到入罐不超过"
            "三十六小时。\n\n蜂场在北岛的麦卢卡灌木林，每一桶蜂蜜都留样存档。展会期间可在展位试吃"
            "四种蜂蜜，并查看每一批奶粉的检验报告。",
            "Eleven farms own Longcloud together. Milking, drying and canning happen in one valley,"
            " within thirty-six hours.\n\nOur hives stand in the manuka scrub of the North Island,"
            " and a sample of every drum is kept. Taste four honeys at the stand and read the test"
            " report of every batch of milk powder.",
        ),
        brand="Longcloud",
        arts=("honey", "milk-powder", "kiwi", "butter"),
        tint="#d9dfbf",
        pavilion="A",
        stands=("A-02",),
        owner="kiwi@expo.test",
    ),
    Firm(
        slug="nordic",
        names=("峡屿生活", "Fjellro Living"),
        country="NO",
        trade="bonded,direct,general",
        customs=("4101961N02", "峡屿生活贸易有限公司", "4101986001", "郑州屿和供应链有限公司"),
        about=(
            "峡湾边的小型护理作坊，从卑尔根一家药房的后院起步，三十年只做身体护理。",
            "A small workshop by the fjord that began behind a pharmacy in Bergen and has made"
            " nothing but body care for thirty years.",
        ),
        slogan=("让干燥的皮肤安静下来。", "Quiet for dry skin."),
        intro=(
            "峡屿用本地燕麦与北海的海盐做身体护理，全部在自有工厂灌装，不加香精。配方写在瓶子"
            "正面：看得懂的东西，才值得每天用。\n\n产品由郑州的保税仓直接发货。展期内可在展位"
            "试用全部身体乳，并领取旅行装。",
            "Fjellro makes body care from local oats and sea salt, filled in its own works, without"
            " perfume. The recipe stands on the front of the bottle, because one should understand"
            " what one uses every day.\n\nGoods ship from the bonded warehouse in Zhengzhou. Try"
            " every lotion at the stand and take a travel size home.",
        ),
        brand="Fjellro",
        arts=("lotion", "soap", "toothbrush", "bear"),
        tint="#cdd8dc",
        pavilion="B",
        stands=("B-02",),
        owner="nordic@expo.test",
    ),
    Firm(
        slug="maison",
        names=("栗舍", "Maison Marronel"),
        country="FR",
        trade="bonded,general",
        customs=("4101961M03", "栗舍贸易有限公司", "4101986002", "河南中衡报关有限公司"),
        about=(
            "阿尔代什山间的果酱与甜点世家，也代理三家小酒庄与一家护肤工坊。",
            "A family of preserves and sweets from the hills of Ardèche, which also speaks for"
            " three small wineries and a skin-care workshop.",
        ),
        slogan=("一颗栗子，四代人的耐心。", "One chestnut, four generations of patience."),
        intro=(
            "栗舍每年只在十月收栗子，用铜锅慢煮三天。展位上有栗子酱、手工巧克力、起泡酒，"
            "以及以栗花蜂蜡为底的面霜。\n\n每天下午三点有一场品鉴，凭入场证参加。",
            "Maison Marronel gathers chestnuts in October only and cooks them for three days in"
            " copper. At the stand: chestnut spread, chocolate, sparkling wine and creams with wax"
            " from chestnut blossom.\n\nA tasting every day at three, open to badge holders.",
        ),
        brand="Marronel",
        arts=("chocolate", "sparkling", "preserves", "face-cream"),
        tint="#e0cdbd",
        pavilion="C",
        stands=("C-03",),
    ),
    Firm(
        slug="bergwerk",
        names=("铁山工坊", "Bergwerk Ost"),
        country="DE",
        trade="bonded,direct,general",
        customs=("4101961B04", "铁山工坊贸易有限公司", "4101986002", "河南中衡报关有限公司"),
        about=(
            "厄尔士山区的五金与木玩作坊，做刀具、锅具、钟表和木制玩具。",
            "Metal and wood from the Ore Mountains: knives, pans, watches and wooden toys.",
        ),
        slogan=("修得好的东西，才值得买。", "Worth buying because it can be mended."),
        intro=(
            "铁山的每件产品都能拆开修理，零件供应二十年。展位设有磨刀台，带来任何一把刀都可以"
            "免费开刃。\n\n木玩由山区的二十六位匠人手工完成，油漆通过口水安全测试。",
            "Everything from Bergwerk can be taken apart and mended; parts are kept for twenty"
            " years. Bring any knife to the grinding bench at the stand.\n\nTwenty-six craftspeople"
            " make our toys by hand, in colours that are safe to chew.",
        ),
        brand="Bergwerk",
        arts=("knife", "pan", "watch", "toy-car"),
        tint="#d5d3cc",
        pavilion="D",
        stands=("D-01",),
    ),
    Firm(
        slug="hanok",
        names=("檐下", "Hanok Yard"),
        country="KR",
        trade="bonded,direct",
        customs=("4101961H05", "檐下贸易有限公司", "4101986001", "郑州屿和供应链有限公司"),
        about=(
            "全州韩屋村的护肤与茶品牌，用发酵米水与松针做日常护理。",
            "Skin care and tea from the hanok village of Jeonju, made with fermented rice water and"
            " pine needles.",
        ),
        slogan=("慢一点，皮肤听得见。", "Slower. Your skin can hear it."),
        intro=(
            "檐下的米水在陶缸里发酵一百天，再做成洁面、精华与防晒。茶室就在展位里，边试用边"
            "喝一杯松针茶。",
            "Our rice water ferments for a hundred days in clay before it becomes cleanser, essence"
            " or sunscreen. There is a tea room at the stand: try, and drink pine-needle tea.",
        ),
        brand="Hanok Yard",
        arts=("sunscreen", "cleanser", "tea-tin", "lipstick"),
        tint="#dcd3c6",
        pavilion="E",
        stands=("E-02",),
    ),
    Firm(
        slug="andes",
        names=("高脊", "Andes Ridge"),
        country="CL",
        trade="bonded,general",
        customs=("4101961A06", "高脊贸易有限公司", "4101986002", "河南中衡报关有限公司"),
        about=(
            "智利与哥伦比亚交界山系的农户合作社，出咖啡、坚果、干果与葡萄酒。",
            "Growers' cooperatives along the Andes: coffee, nuts, dried fruit and wine.",
        ),
        slogan=("海拔写在包装上。", "The altitude is on the pack."),
        intro=(
            "高脊的每一袋咖啡都写明海拔、地块与采摘周。展位每天烘豆两炉，可以挑生豆、看烘焙"
            "曲线。\n\n葡萄酒来自迈波河谷的三家小酒庄，坚果当年采收、当年运到。",
            "Every bag of coffee says its altitude, its plot and its week of picking. We roast two"
            " batches a day at the stand.\n\nThe wines come from three small cellars in the Maipo"
            " valley, the nuts from this year's harvest.",
        ),
        brand="Andes Ridge",
        arts=("coffee", "wine", "nuts", "blueberries"),
        tint="#dbc8b4",
        pavilion="F",
        stands=("F-01",),
    ),
)
