import json

from django.core.management.base import BaseCommand, CommandError

from catalog.models import Zone
from clearance.zones.check import check_zone


class Command(BaseCommand):
    help = (
        "Builds every customs document for a zone from a made-up order, checks them by the schema"
        " and the specification, and says what the zone lacks. Nothing is saved or sent. Exit"
        " status 1 if anything is missing."
    )

    def add_arguments(self, parser):
        parser.add_argument("code", help="the zone's short name, such as hn-bonded")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *, code, **options):
        zone = Zone.objects.prefetch_related("parties__enterprise").filter(code=code).first()
        if zone is None:
            known = ", ".join(Zone.objects.values_list("code", flat=True))
            raise CommandError(f"no zone {code!r}; known: {known}")
        verdict = check_zone(zone)
        self.stdout.write(as_json(zone, verdict) if options["json"] else as_text(zone, verdict))
        if verdict.missing_items:
            raise SystemExit(1)


def as_json(zone, verdict):
    result = {
        "zone": zone.code,
        "ready": not verdict.missing_items,
        "documents": verdict.documents,
        "missing": [item.as_dict() for item in verdict.missing_items],
    }
    return json.dumps(result, ensure_ascii=False, indent=2)


def as_text(zone, verdict):
    lines = [f"{zone.code} {zone.name_zh}", *(f"  ok       {one}" for one in verdict.documents)]
    lines += [
        f"  missing  {item.document or 'zone'} {item.field}: {item.text}"
        for item in verdict.missing_items
    ]
    return "\n".join(lines)
