"""Notices; `days` counts back from the day of seeding."""

from dataclasses import dataclass

from tools.demo.expo.content.pairs import h, items, p

TITLE = ("公告", "News")
INTRO = (
    "展期安排、展示中心时间与规则变化，都先写在这里。",
    "Arrangements, center hours and changes of rules are announced here first.",
)


@dataclass(frozen=True)
class News:
    slug: str
    days: int
    title: tuple
    summary: tuple
    body: list


NEWS = (
    News(
        "cbd-stocktaking",
        1,
        ("CBD 展示中心每周二上午盘点", "CBD center counts its shelves on Tuesday mornings"),
        (
            "周二 10:00—12:00 货架不开放，二维码照常可用。",
            "Shelves are closed on Tuesdays from 10:00 to 12:00; codes keep working.",
        ),
        [
            p(
                "盘点期间展品不能移动，也不接待看样。商品页、购物车和订单不受影响，"
                "订单照常由保税仓寄出。",
                "During the count nothing on the shelves may be moved or shown. Goods pages, carts"
                " and orders go on as usual, and parcels leave the bonded warehouse as always.",
            ),
            p(
                "展示中心的开放时间以中心页面为准，当天有变化会同时写在那里。",
                "The hours on the center's own page hold; changes of the day are written there too.",
            ),
        ],
    ),
    News(
        "evening-cutoff",
        3,
        ("展期内保税订单截单时间为 22:00", "During the expo bonded orders are cut off at 22:00"),
        (
            "22:00 前付款的订单当晚申报，之后的订单次日早上申报。",
            "Orders paid by 22:00 are declared the same evening, later ones the next morning.",
        ),
        [
            p(
                "截单时间指平台把订单交给申报流程的时间。海关放行需要的时间由海关决定，"
                "我们只在订单页如实写出每一步的时间。",
                "The cut-off is when the platform hands orders over for declaration. How long"
                " customs takes is for customs to decide; your order shows each step with its"
                " time.",
            ),
            items(
                (
                    "还没有申报的订单可以取消。",
                    "An order that has not been declared can be cancelled.",
                ),
                (
                    "已申报的订单如需取消，先由代理企业向海关申请撤销。",
                    "Once declared, the agent first asks customs to withdraw the list.",
                ),
            ),
        ],
    ),
    News(
        "edition-opens",
        4,
        ("2026 E博会开场，两座展馆六个主题馆", "E-Expo 2026 opens with two halls, six pavilions"),
        (
            "每日 9:00—17:30，日程与展位图已经公布。",
            "Daily from 9:00 to 17:30; programme and plans are out.",
        ),
        [
            p(
                "展位图与名录同步更新，虚线展位仍可申请。讲解、品鉴与对接会不另收费，"
                "座位有限，先到先得。",
                "Plans and lists are kept in step, and dashed stands can still be applied for."
                " Talks, tastings and matchmaking are free; seats are given as people come.",
            ),
            h("到馆", "Getting there"),
            p(
                "乘地铁或公交前往会展中心，从南入口进一号馆。请带好本人身份证件，入馆时查看。",
                "Come by metro or bus to the convention center and enter hall 1 from the south."
                " Bring your identity card; it is looked at, not copied.",
            ),
        ],
    ),
    News(
        "risk-notice",
        9,
        ("每次下单前请读一遍风险告知", "Please read the risk notice before each order"),
        (
            "商品符合原产地标准，可能没有中文标签，限本人自用。",
            "Goods follow the standards of their origin, may lack a Chinese label, and are for"
            " your own use.",
        ),
        [
            items(
                (
                    "商品直接购自境外，执行原产地的质量、健康、安全与标识标准，"
                    "可能与我国标准不同，由此产生的风险由购买人承担。",
                    "Goods come straight from abroad and follow the origin's standards of quality,"
                    " health, safety and labelling, which may differ from China's; the buyer bears"
                    " that risk.",
                ),
                (
                    "商品可能没有中文标签，中文电子标签在商品页上。",
                    "There may be no Chinese label; the Chinese e-label is on the goods' page.",
                ),
                (
                    "商品仅限个人自用，不得再次销售。",
                    "Goods are for personal use only and may not be sold on.",
                ),
            ),
            p(
                "同意风险告知是下单的前提，系统不会替您勾选，每次同意都留有文本版本和时间。",
                "Agreement comes before every order and is never ticked for you; each one is kept"
                " with the text's version and its time.",
            ),
        ],
    ),
    News(
        "rules-draft",
        14,
        ("《平台交易规则》修订稿征求意见", "Draft of revised trading rules open for comment"),
        (
            "征求意见期十四日，生效前至少公示七日。",
            "Comments are taken for fourteen days; changes are out at least seven days before they"
            " hold.",
        ),
        [
            p(
                "本次修订补充了三方协商调解的步骤和时限，并写明商家在平台外引导付款的处理。"
                "意见请通过“投诉与争议”页的方式提交。",
                "The draft adds steps and clocks for mediation and says what happens when a seller"
                " steers payment off the platform. Send comments as described under complaints and"
                " disputes.",
            ),
            p(
                "不接受修改内容、要求退出平台的商家可以退出，按修改前的规则承担相关责任。",
                "Sellers who do not accept the change may leave; the rules before the change hold"
                " for what they owe.",
            ),
        ],
    ),
    News(
        "english-pages",
        20,
        ("网站提供中英两种文字", "The site speaks Chinese and English"),
        (
            "每一页右上角都可以切换，订单邮件按账户语言寄出。",
            "Switch at the top of every page; mails follow the account's language.",
        ),
        [
            p(
                "规则与协议以中文文本为准，英文供参考。发现译文有出入，请告诉我们。",
                "For rules and agreements the Chinese text is authoritative and the English one a"
                " help. Please tell us where they differ.",
            )
        ],
    ),
)
