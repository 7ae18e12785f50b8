from catalog.models import Zone, ZoneMode
from catalog.models.zone import Direction
from tools.demo.content import load, model_fields


def seed_zones():
    for plan in load("zones").zones:
        zone, _ = Zone.objects.get_or_create(code=plan.code, defaults=model_fields(plan.fields))
        for direction, name in ((Direction.IMPORT, "imports"), (Direction.EXPORT, "exports")):
            if right := getattr(plan, name, None):
                ZoneMode.objects.get_or_create(
                    zone=zone,
                    mode=right.mode,
                    direction=direction,
                    defaults={"valid_from": right.since, "approval": "演示数据"},
                )
