"""The stop switch of a zone: while it is off, none of the zone's documents leaves."""

from django.db import transaction
from django.utils import timezone

from clearance.models import ZoneSwitch
from evidence import actions as evidence


@transaction.atomic
def stop_zone(zone, *, actor, reason):
    """True if this call stopped it."""
    ZoneSwitch.objects.get_or_create(zone=zone)
    return _turn(zone, "zone stopped", actor, reason, was_stopped=False, stopped_at=timezone.now())


@transaction.atomic
def start_zone(zone, *, actor, reason=""):
    """True if this call let it go on; what waited goes out by itself."""
    return _turn(zone, "zone started", actor, reason, was_stopped=True, stopped_at=None)


def _turn(zone, kind, actor, reason, *, was_stopped, stopped_at):
    switches = ZoneSwitch.objects.filter(zone=zone, stopped_at__isnull=not was_stopped)
    facts = {"stopped_at": stopped_at, "reason": reason, "by": actor}
    # pressed twice, or by two clerks: the second one changes nothing
    if not switches.update(**facts, changed_at=timezone.now()):
        return False
    payload = {"zone": zone.code, "reason": reason}
    evidence.record(subject=f"zone {zone.code}", kind=kind, payload=payload, actor=actor)
    return True
