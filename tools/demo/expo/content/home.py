TITLE = ("E博会", "E-Expo")
HEADLINE = ("万国好物，\n一纸放行。", "Goods from all over the world,\ncleared in one go.")
LEAD = (
    "从保税仓到您家门口：价格已含税，实物在展示中心看得到，海关走到哪一步，订单上写得清楚。",
    "From the bonded warehouse to your door: prices include tax, the goods can be seen in the"
    " display centers, and your order says where customs stands.",
)
SEARCHES = ("蜂蜜,身体乳,咖啡豆", "honey,body lotion,coffee")
DESCRIPTION = (
    "郑州E贸易博览会：保税商品在线展示与选购，展馆、展商、日程与展示中心。",
    "Zhengzhou's E-trade expo: bonded goods to see and buy, halls, exhibitors, programme and"
    " display centers.",
)
