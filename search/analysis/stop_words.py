"""Stop words of shopping, and words too weak to carry a partial match."""

_STOP_WORDS = """
的 了 吗 呢 吧 啊 呀 么 和 与 及 或 给 用 我 我想 我要 想 要 想要 买 想买 购买 求 求购 找 请问
有 有没有 没有 哪 哪里 哪里买 哪有 哪款 哪个 哪种 什么 怎么 怎么样 如何 好不好 好用
多少 多少钱 价格 价钱 便宜 包邮 正品 正版 官方 官网 旗舰 旗舰店 官方旗舰店 专卖店 专柜
推荐 牌子 品牌 款 新款 进口 原装 海淘 代购 保税 直邮 是 在 卖 一个 一款 那种 这种
the a an of for with and or in to buy price cheap best
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# To be segmented whole: `钱` is a stop word in `多少钱` and half a word in `钱夹`.
STOP_PHRASES = tuple(word for word in sorted(STOP_WORDS) if len(word) > 2 and not word.isascii())

# For whom, or how it is packed: a partial match must not rest on these alone.
_WEAK_WORDS = """
婴儿 婴幼儿 幼儿 宝宝 儿童 孩子 孕妇 孕期 产妇 成人 青少年 学生 男士 女士 男 女 老人 中老年 新生儿
套装 套盒 礼盒 礼包 组合 家用 日用 便携 迷你 专用 系列 胶囊 软胶囊
baby babies kid kids child children adult women woman men man set kit pack mini new
"""
WEAK_WORDS = frozenset(_WEAK_WORDS.split())
