"""Labels of the page in Chinese and English: settings of the scenario, states, figures, files."""

SCENARIO_LABELS = {
    "seed": ("随机种子", "Random seed"),
    "lose_answer_every": (
        "每第 n 次请求：受理后断开，不应答",
        "Every nth request: processed, no answer",
    ),
    "error_every": ("每第 n 次请求：返回错误", "Every nth request: fails with an error"),
    "error_status": ("返回的状态码", "Status code of that error"),
    "garbage_answer_every": ("每第 n 次请求：应答乱码", "Every nth request: answered with garbage"),
    "hang_every": ("每第 n 次请求：接收后不予应答", "Every nth request: read, never answered"),
    "slow_answer": ("应答延迟（秒）", "Delay before each answer, seconds"),
    "slow_bytes": ("逐字节应答，间隔（秒）", "Pause between the bytes of an answer, seconds"),
    "lose_receipt_every": ("每第 n 份回执：首次投递丢失", "Every nth receipt: first delivery lost"),
    "redeliver_after": ("丢失后重新投递（秒）", "Lost receipts are delivered after, seconds"),
    "repeat_receipts": ("每份回执的投递次数", "Deliveries of each receipt"),
    "reorder_within": ("回执乱序范围（秒）", "Receipts change order within, seconds"),
    "delay_receipts": ("全部回执延迟（秒）", "Delay of all receipts, seconds"),
    "garbage_receipt_every": (
        "每第 n 份回执：另附乱码报文",
        "Every nth receipt: garbage sent beside it",
    ),
    "lose_row_every": ("对账单每第 n 行缺失", "Every nth row of a statement is missing"),
    "inspect_every": ("每第 n 份清单：查验", "Every nth declaration: inspected"),
    "inspect": ("查验的订单号（正则表达式）", "Orders to inspect (regular expressions)"),
    "detain": ("扣留规则", "Detention rules"),
    "refuse": ("退单规则", "Rejection rules"),
    "payer_differs": (
        "与支付账户不符的证件号码",
        "Identity numbers that differ from the account's",
    ),
    "strict_duplicates": ("相同字节也按重复申报处理", "Identical bytes count as a duplicate"),
    "need_arrival": ("运抵或入库后方可放行", "Release only after arrival"),
    "close_lists": ("放行后结关", "Released declarations are closed (899)"),
    "tax_bills": ("发送电子税单", "Send tax bills (816)"),
    "tax_differs": ("税单增值税多计（元）", "Yuan added to the VAT of each bill"),
    "sum_up_tax_after": (
        "税单汇总时限（秒，0 为不汇总）",
        "Seconds until bills are consolidated (818); 0: never",
    ),
}
STATES = {
    "draft": ("暂存", "draft"),
    "received": ("电子口岸已接收", "received"),
    "stored": ("已入库", "accepted into the database"),
    "waiting": ("待运抵", "waiting for arrival"),
    "review": ("人工审核", "under review"),
    "inspection": ("查验", "under inspection"),
    "detained": ("扣留", "detained"),
    "released": ("放行", "released"),
    "closed": ("结关", "closed"),
    "concluded": ("审结", "concluded"),
    "rejected": ("退单", "rejected"),
    "cancelled": ("已撤销", "cancelled"),
}
FIGURES = {
    "transmissions": ("接收报文", "Messages received"),
    "arrivals": ("到达次数", "Deliveries received"),
    "jobs": ("待处理", "Pending jobs"),
    "undelivered": ("待投递回执", "Receipts to deliver"),
    "conflicts": ("同号异文", "Keys with two contents"),
}
FILES = {
    "releases": ("放行清单", "Released declarations"),
    "payments": ("支付单", "Payments"),
    "waybills": ("运单", "Waybills"),
    "taxes": ("税单", "Tax bills"),
}
