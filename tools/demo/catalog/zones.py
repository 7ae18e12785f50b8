from datetime import date

from catalog.models import Zone, ZoneMode
from catalog.models.zone import Direction

# Districts from the Henan table of the single window; enterprises and books are made up.
ZONES = {
    "hn-bonded": {
        "name_zh": "河南保税物流中心",
        "name_en": "Henan Bonded Logistics Center",
        "kind": Zone.Kind.BONDED_CENTER,
        "customs_district": "4611",
        "area_code": "4101660001",
        "area_name": "河南保税物流中心仓储（演示）",
        "account_book": "T4611W000001",
        "transport_mode": "W",
    },
    "xz-zone": {
        "name_zh": "新郑综合保税区",
        "name_en": "Xinzheng Comprehensive Bonded Zone",
        "kind": Zone.Kind.BONDED_ZONE,
        "customs_district": "4612",
        "area_code": "4101660002",
        "area_name": "新郑综保区仓储（演示）",
        "account_book": "T4612W000001",
        "transport_mode": "Y",
    },
    "xz-air": {
        "name_zh": "新郑机场口岸",
        "name_en": "Xinzheng Airport",
        "kind": Zone.Kind.AIR,
        "customs_district": "4604",
        "transport_mode": "5",
    },
}
MODES = (
    ("hn-bonded", "1210", date(2014, 8, 1)),
    ("xz-zone", "1210", date(2014, 8, 1)),
    ("xz-air", "9610", date(2014, 2, 10)),
)


# goods leave from fewer zones than they enter: each direction needs an approval of its own
MODES_OUT = (
    ("hn-bonded", "1210", date(2014, 8, 1)),
    ("xz-air", "9610", date(2014, 2, 10)),
)


def seed_zones():
    for code, fields in ZONES.items():
        Zone.objects.get_or_create(code=code, defaults=fields)
    zones = {zone.code: zone for zone in Zone.objects.filter(code__in=ZONES)}
    for direction, modes in ((Direction.IMPORT, MODES), (Direction.EXPORT, MODES_OUT)):
        for code, mode, valid_from in modes:
            ZoneMode.objects.get_or_create(
                zone=zones[code],
                mode=mode,
                direction=direction,
                defaults={"valid_from": valid_from, "approval": "演示数据"},
            )
