"""Information pages: what a platform must tell, after the rule book's ids. The operator's own
lawyers have the last word; nothing here waives a right (R-DISP-3)."""

from dataclasses import dataclass

from tools.demo.expo.content.pairs import h, items, note, p


@dataclass(frozen=True)
class Info:
    slug: str
    title: tuple
    intro: tuple
    body: list
    version: str = ""


INDEX = Info(
    "info",
    ("规则与说明", "Rules and help"),
    (
        "税与额度、退货与退税、交易规则、争议处理和个人信息，都可以下载保存。",
        "Tax and quota, returns, trading rules, disputes and personal data; all can be downloaded.",
    ),
    [],
)
TAX = Info(  # R-TAX, R-LIM
    "tax",
    ("计税与个人额度", "Tax and personal quota"),
    (
        "商品页、购物车、结算页和订单上的含税价出自同一个算法；最终以海关税款书为准。",
        "The price with tax comes from one calculation on goods, cart, checkout and order pages;"
        " customs' tax bill has the last word.",
    ),
    [
        h("税怎么算", "How tax is reckoned"),
        p(
            "跨境电子商务零售进口商品以实际成交价格（含运费和保险费）为完税价格。"
            "在限值以内，关税税率为 0%，进口环节增值税、消费税按法定应纳税额的 70% 征收。",
            "For cross-border retail imports the dutiable value is the price paid, with freight and"
            " insurance. Within the limits duty is 0 %, and VAT and consumption tax are levied at"
            " 70 % of the statutory amount.",
        ),
        items(
            (
                "例：完税价格 500.00 元、增值税 13%、无消费税：500.00 × 13% × 70% = 45.50 元。",
                "Example: dutiable value 500.00 yuan, VAT 13 %, no consumption tax: 500.00 × 13 % ×"
                " 70 % = 45.50 yuan.",
            ),
            (
                "每种税按每行商品四舍五入到分，再相加。",
                "Each tax is rounded half-up to the fen for each line, then summed.",
            ),
            (
                "商品页可以点开含税价，看到税的组成。",
                "Open the price on a goods page to see what the tax is made of.",
            ),
        ),
        h("限值", "Limits"),
        p(
            "单次交易限值为人民币 5,000 元，个人年度交易限值为人民币 26,000 元，按完税价格计。"
            "完税价格超过单次限值但低于年度限值、且订单下仅一件商品的，可以按一般税率全额征税购买，"
            "金额计入年度额度；其他超限订单不能通过零售渠道进口，平台不会替您拆单。",
            "An order may have a dutiable value of up to 5,000 yuan, a person's year up to 26,000"
            " yuan. One single item above the order limit and below the yearly one may be bought"
            " with full tax and counts toward the year; other orders above a limit cannot use the"
            " retail channel, and the site never splits an order to get below it.",
        ),
        note(
            ("额度是估算。", "The balance is an estimate."),
            (
                "本站只知道在本站下的订单；准确余额请在海关的“跨境电子商务年度个人额度查询”中查看。",
                "This site knows only its own orders; ask customs' quota service for the true"
                " balance.",
            ),
        ),
        h("为什么要实名", "Why real names"),
        p(
            "海关核对订购人的姓名和身份证件号码。订购人与付款人应为同一人，否则清单会被退回。"
            "收货人可以是别人。",
            "Customs checks the orderer's name and identity number. Orderer and payer should be one"
            " person, or the list comes back. The consignee may be somebody else.",
        ),
    ],
    version="2026.2",
)
RETURNS = Info(  # R-SEVEN, R-RET
    "returns",
    ("退货与退税", "Returns and tax refunds"),
    (
        "合同上的退货与海关的退税是两件事，各有各的期限。",
        "Returning goods under the contract and getting tax back from customs are two things, each"
        " with its own clock.",
    ),
    [
        h("七日退货", "Seven days"),
        p(
            "除依法不适用或您在下单时逐次确认不适用的商品外，自签收次日起七日内可以无理由退货。"
            "商品应当完好，为检查而打开包装不影响完好。退货运费由您承担，双方另有约定的从约定。",
            "Unless the law excludes it or you confirmed its exclusion for this very purchase,"
            " goods can be returned without a reason within seven days, counted from the day after"
            " delivery. They should be intact; opening the box to inspect them does not change"
            " that. You bear the return freight unless agreed otherwise.",
        ),
        p(
            "收到退回商品之日起七日内退还货款。",
            "The price is refunded within seven days after the goods are back.",
        ),
        h("退税与额度", "Tax and quota"),
        items(
            (
                "海关放行之日起三十日内申请退货，",
                "Apply within thirty days of release by customs,",
            ),
            (
                "四十五日内将原商品原状运抵原监管场所，",
                "and have the original goods back in the original supervised place within"
                " forty-five days:",
            ),
            (
                "则不征收该部分税款，并相应调减个人年度交易累计金额。",
                "then the tax on them is not levied and your yearly total is reduced.",
            ),
        ),
        p(
            "放行当日不计入；超过期限的，税款和额度不能退回，您依合同享有的权利不受影响。",
            "The day of release is not counted. Later, neither tax nor quota comes back; your rights"
            " under the contract remain.",
        ),
        h("放行前取消", "Cancelling before release"),
        p(
            "未付款的订单到期自动关闭；已付款未申报的可以直接取消；已申报的，由代理企业先向海关申请撤销清单。",
            "An unpaid order closes by itself when its time is up. Paid and not yet declared, it can"
            " be cancelled at once; once declared, the agent first asks customs to withdraw the"
            " list.",
        ),
    ],
    version="2026.1",
)
TERMS = Info(  # R-DISP-1, R-PLAT
    "terms",
    ("平台交易规则", "Trading rules"),
    (
        "适用于在本平台浏览、下单、销售与参展的所有人。",
        "For everyone who looks, orders, sells or exhibits here.",
    ),
    [
        h("一、平台与商家", "1 Platform and sellers"),
        p(
            "平台为商家与消费者提供交易场所和信息。商品由境外商家销售，"
            "商家委托境内代理企业办理通关并承担如实申报责任，其名称与海关注册编码列在展商页。"
            "平台自营的商品会在页面上显著标明“自营”。",
            "The platform gives sellers and consumers a place and information. Goods are sold by"
            " sellers abroad, whose domestic agents handle customs and answer for true"
            " declarations; names and customs codes are on the exhibitor's page. Goods sold by the"
            " platform itself are marked so.",
        ),
        h("二、商品信息与排序", "2 Goods and their order"),
        p(
            "商家应当全面、真实、准确地公布商品信息。搜索结果可以按综合、价格、销量、上架时间排序，"
            "不因浏览者是谁而改变；付费位置标明“广告”。",
            "Sellers state goods fully, truly and exactly. Results can be sorted by relevance,"
            " price, sales or date and do not depend on who looks; paid places are marked"
            " as advertisements.",
        ),
        h("三、订单与合同", "3 Orders and contracts"),
        items(
            (
                "提交订单前可以核对并更正每一项内容；订单提交成功，合同成立。",
                "Everything can be checked and corrected before the order is submitted; once it is"
                " submitted, the contract stands.",
            ),
            (
                "商品页在您下单时的样子会保存，订单里随时可以看到。",
                "The goods' page is kept as it was when you ordered and can be seen from the order.",
            ),
            (
                "支付时限写在订单上，到期未付，订单关闭，库存和额度释放。",
                "The time to pay is on the order; unpaid after that it closes, and stock and quota"
                " are free again.",
            ),
            (
                "商品从监管区域放行后寄出，不在展位或货架上交付。",
                "Goods are sent after release from the supervised zone, never handed over at a"
                " stand or shelf.",
            ),
        ),
        h("四、风险告知", "4 Risk notice"),
        p(
            "每次下单前，平台展示风险告知，由您主动同意，不会默认勾选。",
            "Before each order the risk notice is shown; you agree yourself, it is never ticked for"
            " you.",
        ),
        h("五、评价", "5 Reviews"),
        p(
            "平台不删除消费者对商品和服务的评价；违法内容依法处理并保存记录。",
            "Reviews of goods and services are not deleted; unlawful content is dealt with by law"
            " and recorded.",
        ),
        h("六、规则的修改", "6 Changes"),
        p(
            "修改规则会在首页公告公开征求意见，并至少在实施前七日公示。",
            "Changes are announced for comment and published at least seven days before they hold.",
        ),
    ],
    version="2026.3",
)
COMPLAINTS = Info(  # R-DISP-2, R-DISP-4
    "complaints",
    ("投诉与争议", "Complaints and disputes"),
    (
        "先找商家，再请平台协调；任何时候都可以向有关部门投诉或者起诉。",
        "First the seller, then the platform; authorities and courts are open to you at any time.",
    ),
    [
        h("怎么提", "How to complain"),
        items(
            (
                "在订单页写明问题，附上照片或单据。",
                "Describe the matter on the order's page, with pictures or papers.",
            ),
            ("商家应当在三个工作日内答复。", "The seller answers within three working days."),
            (
                "没有答复或者不满意，请平台协调，平台在七个工作日内给出协调意见。",
                "Without an answer, or a good one, ask the platform, which proposes a way within"
                " seven working days.",
            ),
        ),
        h("记录与证据", "Records and evidence"),
        p(
            "平台保存订单、商品页、同意记录、支付参考号、报文与回执原文，自交易完成之日起不少于三年。"
            "您可以要求导出自己订单的证据包，其中的时间戳来自哪里会写明。平台的记录不代替法院或者公证机构的认定。",
            "The platform keeps orders, goods pages, consents, payment references, customs messages"
            " and receipts for at least three years after completion. You may ask for your order's"
            " evidence bundle, which says where its timestamps come from. The platform's records do"
            " not replace the finding of a court or notary.",
        ),
        h("其他途径", "Other ways"),
        p(
            "可以拨打 12315 向市场监督管理部门投诉，或者申请仲裁、提起诉讼。平台的协调是自愿的，不影响这些权利。",
            "Call 12315 to reach the market regulator, or go to arbitration or court. The"
            " platform's mediation is voluntary and takes nothing from these rights.",
        ),
    ],
    version="2026.1",
)
PRIVACY = Info(  # R-PRIV
    "privacy",
    ("个人信息保护", "Privacy"),
    (
        "只收需要的，说清用来做什么，用完就删。",
        "We take what is needed, say what for, and erase it when done.",
    ),
    [
        h("我们收集什么", "What we collect"),
        items(
            (
                "账户：邮箱或手机号、称呼、语言。",
                "Account: e-mail address or mobile number, name, language.",
            ),
            (
                "订单：收货人、地址、电话，以及订购人的姓名和身份证件号码。",
                "Orders: consignee, address, telephone, and the orderer's name and identity number.",
            ),
            (
                "浏览：为了安全保留的访问日志，不少于六个月。",
                "Visits: access logs kept for security, at least six months.",
            ),
        ),
        h("身份证件号码", "Identity numbers"),
        p(
            "这是敏感个人信息，仅用于向海关申报，需要您单独同意。号码加密保存，页面只显示首尾几位；"
            "商家看不到；工作人员查看完整号码须写明理由并留下记录；不传往境外。"
            "过了退货期和核对需要后删除，只留下不能还原的校验值和末四位。",
            "They are sensitive: used only to declare to customs, with your separate consent. They"
            " are stored encrypted and shown masked; sellers never see them; a full view by staff"
            " needs a reason and is logged; they do not leave the country. When returns and audits"
            " are over they are erased; a keyed digest and the last four remain.",
        ),
        h("交给谁", "Who receives it"),
        p(
            "为了完成您的订单，把必要的信息交给商家（不含身份证件号码）、支付企业、物流企业和境内代理企业，"
            "名称与用途在结算页列出，逐项征得同意。",
            "To carry out your order, what is needed goes to the seller (without identity number),"
            " the payment firm, the carrier and the domestic agent; names and purposes are listed"
            " at checkout, each with its consent.",
        ),
        h("您的权利", "Your rights"),
        p(
            "在“账户”里可以查看、更正、下载全部数据，也可以关闭账户。法律要求继续保存的，只保存，不作他用。"
            "不满十四周岁的未成年人请不要提供身份信息。",
            "Under “Account” you can see, correct and download all data, and close the account. What"
            " the law wants kept is stored and used for nothing else. Under fourteen, please give no"
            " identity data.",
        ),
    ],
    version="2026.2",
)
LICENCE = Info(
    "licence",
    ("证照信息", "Licences"),
    (
        "平台运营者的营业执照与相关许可公示处。",
        "Where the operator's business licence and permits are shown.",
    ),
    [
        note(
            ("演示站点。", "A demonstration."),
            (
                "本站以演示数据运行，展商、商品、人物与数字均为虚构。正式上线前，由运营者在此公示营业执照和许可。",
                "This site runs on demonstration data; exhibitors, goods, people and figures are"
                " invented. Before going live the operator shows its licence and permits here.",
            ),
        ),
        p(
            "平台不是海关，不办理放行，也不出具官方额度；放行时间与结果来自海关回执。",
            "The platform is not customs: it releases nothing and issues no official quota. Times"
            " and outcomes of release come from customs' receipts.",
        ),
    ],
)
PAGES = (TAX, RETURNS, TERMS, COMPLAINTS, PRIVACY, LICENCE)
