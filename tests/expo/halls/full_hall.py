"""A hall with six hundred stands and as many firms, for tests and for the benchmark."""

from catalog.models import Product
from exhibitors.models import Exhibitor, Participation, StandAllocation
from expo.models import Hall, Pavilion, Stand
from tests.factories import make_category

STANDS = 600
ROW = 30  # stands side by side; two rows stand back to back, then comes an aisle
WORDS = "长云峡屿北极松针鹿苔灰港冬至韦内诺切索凡熊林月见白磁叶隙安第赤道火山潘帕羊驼珊瑚蕨谷梅溪"
COUNTRIES = ("NO", "NZ", "FR", "JP", "KR", "CL", "DE", "AU")


def make_full_hall(edition):
    hall = Hall.objects.create(
        edition=edition, slug="full", name_zh="大馆", name_en="The large hall", width=110, depth=90
    )
    pavilions = list(Pavilion.objects.filter(edition=edition))
    Stand.objects.bulk_create(
        Stand(
            hall=hall, code=code(n), shape=shape(n), pavilion=pavilions[n // ROW % len(pavilions)]
        )
        for n in range(STANDS)
    )
    Exhibitor.objects.bulk_create(
        Exhibitor(
            slug=f"full-{n}",
            name_zh=f"{name(n)}贸易有限公司",
            name_en=f"Firm {n * 7919 % 9973} Trading",
            country=COUNTRIES[n % len(COUNTRIES)],
        )
        for n in range(STANDS)
    )
    firms = Exhibitor.objects.filter(slug__startswith="full-").order_by("pk")
    Participation.objects.bulk_create(
        Participation(exhibitor=firm, edition=edition, state="accepted") for firm in firms
    )
    takes_part = Participation.objects.filter(exhibitor__in=firms).order_by("exhibitor")
    stands = hall.stands.order_by("pk")
    StandAllocation.objects.bulk_create(
        StandAllocation(participation=each, stand=stand)
        for each, stand in zip(takes_part, stands, strict=True)
    )
    hall.stands.update(state=Stand.State.ALLOTTED)
    show_goods(list(firms))
    return hall


def show_goods(firms):
    """Two goods of each firm, in four categories."""
    categories = [make_category(f"full-{name}", f"{name}类", f"Kind {name}") for name in "abcd"]
    Product.objects.bulk_create(
        Product(
            exhibitor=firm,
            slug=f"{firm.slug}-{n}",
            name_zh=f"{firm.name_zh}商品{n}",
            category=categories[(firm.pk + n) % 4],
            live=True,
        )
        for firm in firms
        for n in range(2)
    )


def code(n):
    return f"{'ABCDEFGHJKLMNPQRSTUV'[n // ROW]}-{n % ROW + 1:02}"


def shape(n):
    row, column = divmod(n, ROW)
    x, y = 4 + column * 3, 4 + row * 3 + row // 2 * 2.5
    return [[x, y], [x + 3, y], [x + 3, y + 3], [x, y + 3]]


def name(n):
    return "".join(WORDS[(n * step + step) % len(WORDS)] for step in (7, 13, 29, 31))
