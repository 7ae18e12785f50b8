"""Words that shoppers use and no text of the demo goods holds."""

from search.models import Synonym

SYNONYMS = (
    # milk and baby
    ("婴儿奶粉, 宝宝奶粉, 口粮奶, baby milk, infant milk, formula milk, baby formula",
     "婴幼儿配方奶粉"),
    ("牛奶粉, 成人奶粉, powdered milk", "全脂高钙奶粉, 中老年高钙低乳糖奶粉"),
    ("尿不湿, 尿布, 尿裤, 尿片, 拉拉裤, diaper, nappy pants", "纸尿裤, 学步裤"),
    ("辅食, 宝宝辅食, baby food, baby puree", "米粉, 苹果蓝莓泥, 胡萝卜泥"),
    ("果泥, 蔬菜泥, puree", "苹果蓝莓泥, 胡萝卜泥"),
    ("喂奶瓶, 奶壶, feeding bottle, baby bottle", "奶瓶"),
    ("学饮杯, 水杯, 吸管杯, sippy cup", "学饮杯"),
    ("卫生棉, 姨妈巾, 月经垫, sanitary towel, sanitary pad", "卫生巾"),
    ("抽纸, 纸巾, 面巾纸, 餐巾纸, facial tissue, paper tissue", "柔纸巾"),
    ("连身衣, 哈衣, 爬服, romper, onesie, bodysuit", "连体衣"),
    # food and drinks
    ("红酒, 红葡萄酒, red wine", "干红, 赤霞珠, 佳美娜"),
    ("白葡萄酒, white wine", "干白, 长相思"),
    ("葡萄酒, wine", "干红, 干白, 赤霞珠, 佳美娜, 长相思"),
    ("洋酒, 烈酒, spirits, liquor", "白兰地"),
    ("蜂糖, 蜜糖, 蜂密", "蜂蜜"),
    ("饼干, cookie", "曲奇, 消化饼, 薄饼"),
    ("威化, 华夫饼, waffle", "华夫薄饼"),
    ("朱古力, cocoa bar", "巧克力"),
    ("糖果, 糖, candy, sweets", "软糖, 柠檬糖"),
    ("果酱, jam, marmalade, fruit spread", "血橙果酱, 蓝莓果酱"),
    ("意面, 意大利面, 饺子, pasta, dumpling", "意式饺"),
    ("酱料, 意面酱, pasta sauce", "青酱"),
    ("生抽, 老抽, 豉油", "酱油"),
    ("食用油, cooking oil", "橄榄油"),
    ("坚果, 干果, nut", "核桃仁, 杏仁, 混合坚果"),
    ("麦片, 谷物, cereal, muesli", "藜麦脆片, 燕麦, 米粉"),
    ("速溶咖啡, 滤挂咖啡, 咖啡包, coffee bag", "挂耳咖啡"),
    # health
    ("维他命", "维生素"),
    ("钙片, 补钙, calcium", "钙镁锌咀嚼片, 珊瑚钙咀嚼片"),
    ("维c, vc", "维生素 C"),
    ("乳酸菌, 活菌, probiotics", "益生菌"),
    ("深海鱼油, 欧米伽3, omega 3, omega-3", "鱼油"),
    ("胶原蛋白, 骨胶原, collagen", "胶原蛋白粉"),
    ("大麦苗, 若叶, greens powder", "大麦若叶青汁"),
    # beauty and care
    ("洗发水, 洗发露, 香波, 洗头水, 洗发液", "洗发水, 洗发露"),
    ("润发乳, 润发素, 护发膜", "护发素"),
    ("沐浴乳, 沐浴液, 沐浴产品, body wash", "沐浴露, 沐浴油"),
    ("浴盐, 泡澡, 泡浴, bath bomb", "沐浴盐, 沐浴粉, 入浴剂"),
    ("肥皂, 香皂, 洗手皂, soap bar", "手工皂"),
    ("口红, 唇膏, lipstick", "唇膏, 唇釉, 唇露"),
    ("润唇膏, lip balm", "唇膏"),
    ("唇彩, 唇蜜, lip gloss", "唇釉, 唇露"),
    ("散粉, 蜜粉, loose powder", "定妆蜜粉"),
    ("粉底, 粉底液, 气垫霜, bb霜, foundation", "气垫粉饼"),
    ("眼影, eye shadow, eyeshadow", "眼影盘"),
    ("眼线笔, 眼线液", "眼线"),
    ("香水, 香氛, 淡香, perfume, fragrance", "淡香水, 淡香精"),
    ("化妆品, makeup, cosmetics", "彩妆"),
    ("护肤品, skincare", "护肤"),
    ("洗面奶, 洗脸, 洁面乳, 洁面膏, face wash", "洁面"),
    ("卸妆, makeup remover", "卸妆油"),
    ("防晒, 防晒霜, 防晒乳, 防晒露, sunblock, sun cream", "防晒霜, 防晒乳"),
    ("爽肤水, 化妆水, 柔肤水, toner", "精华水"),
    ("乳霜, 保湿霜, 乳液, moisturiser, moisturizer, face cream", "面霜, 身体乳"),
    ("润肤乳, 润肤露, 身体霜", "身体乳"),
    ("护手乳, 手霜", "护手霜"),
    ("补水贴, 贴片面膜", "面膜"),
    ("剃须泡, 刮胡膏, shaving foam, shaving gel", "剃须膏"),
    ("刷牙膏, 牙霜", "牙膏"),
    # home and wear
    ("手表, 表, 钟表, wristwatch, timepiece", "腕表, 计时码表"),
    ("书包, 背包, 双肩背包, rucksack, school bag", "双肩包"),
    ("女包, 手提袋, purse, tote, 挎包", "手提包, 单肩包"),
    ("斜挎包, crossbody", "单肩包"),
    ("钱夹, 皮夹, wallet", "钱包, 零钱夹"),
    ("旅行包, 行李袋, luggage, travel bag", "旅行袋, 旅行桶包"),
    ("靴子, 皮靴, 马丁靴, boot", "短靴"),
    ("运动鞋, 跑鞋, 板鞋, sneaker", "休闲鞋"),
    ("玩偶, 公仔, 毛绒玩具, plush, soft toy", "泰迪熊, 小熊"),
    ("积木, 益智玩具, building block", "拼图, 计数架"),
    ("玩具车, 小汽车, toy car", "小赛车"),
    ("桌游, board games", "桌面游戏"),
    ("熏香, 香薰, incense stick", "线香"),
    # countries, as one says them
    ("australian, 澳洲", "澳大利亚"), ("norwegian", "挪威"),
    ("danish", "丹麦"), ("swedish", "瑞典"), ("finnish", "芬兰"), ("french", "法国"),
    ("italian, 意国", "意大利"), ("german", "德国"), ("swiss", "瑞士"), ("korean", "韩国"),
    ("japanese", "日本"), ("chilean", "智利"), ("colombian", "哥伦比亚"),
    ("peruvian", "秘鲁"), ("argentinian, argentine", "阿根廷"),
)  # fmt: skip


def seed(*, goods=None, stdout=None):
    known = set(Synonym.objects.values_list("words", flat=True))
    for words, means in SYNONYMS:
        if words not in known:
            Synonym.objects.create(words=words, means=means)
