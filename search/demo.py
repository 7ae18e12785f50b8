"""Words that shoppers use and no text of the demo goods holds."""

from .models import Synonym

SYNONYMS = (
    ("baby milk, infant milk, formula milk, 宝宝奶粉", "婴儿奶粉"),
    ("尿不湿, 尿布, 尿裤, diaper", "纸尿裤"),
    ("洗发水, 香波, 洗头水", "洗发露"),
    ("洗发露, 香波, 洗头水", "洗发水"),
    ("沐浴乳, 沐浴液, body wash", "沐浴露"),
    ("口红, lip balm", "唇膏"),
    ("唇彩, lip gloss", "唇釉"),
    ("红酒, 红葡萄酒, 葡萄酒, red wine, wine", "干红"),
    ("白葡萄酒, 葡萄酒, white wine, wine", "干白"),
    ("香水, perfume, fragrance", "淡香水, 淡香精"),
    ("手表, 表, wristwatch", "腕表"),
    ("书包, 背包, rucksack", "双肩包"),
    ("女包, purse, 挎包", "手提包, 单肩包"),
    ("靴子, 皮靴", "短靴"),
    ("玩偶, 毛绒玩具, plush, soft toy", "泰迪熊, 小熊"),
    ("洗面奶, 洗脸, face wash", "洁面"),
    ("防晒, sunblock, sun cream", "防晒霜, 防晒乳"),
    ("维他命", "维生素"),
    ("蜂糖, 蜜糖", "蜂蜜"),
    ("饼干, cookie", "曲奇, 消化饼, 薄饼"),
    ("辅食, baby food", "米粉, 果泥, 蓝莓泥, 胡萝卜泥"),
    ("喂奶瓶, feeding bottle", "奶瓶"),
    ("卫生棉, 姨妈巾, sanitary towel", "卫生巾"),
    ("sneaker, 运动鞋", "休闲鞋"),
)


def seed(*, goods=None, stdout=None):
    known = set(Synonym.objects.values_list("words", flat=True))
    for words, means in SYNONYMS:
        if words not in known:
            Synonym.objects.create(words=words, means=means)
