"""An exhibitor's place at an edition: its stands, and its booth once it is accepted."""

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.actions import record
from exhibitors.actions.booths import open_booth
from exhibitors.errors import Refused
from exhibitors.models import Participation
from expo.models import Stand


@transaction.atomic
def settle(participation, *, stands, user):
    """Allot exactly these stands, and open the booth of whoever is accepted.

    Stands may be shared; those left by everybody are free again. A stand that was blocked after it
    was allotted keeps its exhibitor and stays blocked, until an organizer changes either. Raises
    Refused for stands of another edition, for newly chosen blocked ones and for whoever isn't
    accepted."""
    held = Participation.objects.select_for_update().get(pk=participation.pk)
    before = {each.stand_id for each in held.allocations.all()}
    wanted = {stand.pk for stand in stands}
    found = lock_stands(held, before | wanted)
    refuse_unfit(held, [found[pk] for pk in wanted - before if pk in found], wanted - set(found))
    held.allocations.exclude(stand__in=wanted).delete()
    for pk in sorted(wanted - before):
        held.allocations.create(stand_id=pk)
    here = Stand.objects.filter(pk__in=before | wanted).exclude(state=Stand.State.BLOCKED)
    here.filter(allocations__isnull=False).update(state=Stand.State.ALLOTTED)
    left = here.filter(allocations=None, state=Stand.State.ALLOTTED)
    left.update(state=Stand.State.AVAILABLE)
    if held.state == Participation.State.ACCEPTED:
        open_booth(held, user=user)
    record(
        subject=f"participation {held.pk}",
        kind="settled",
        payload={"state": held.state, "stands": sorted(found[pk].code for pk in wanted)},
        actor=user,
    )


def lock_stands(held, pks):
    """The edition's stands by key, locked in one sequence."""
    stands = Stand.objects.select_for_update(of=("self",)).filter(
        pk__in=pks, hall__edition=held.edition_id
    )
    return {stand.pk: stand for stand in stands.order_by("pk")}


def refuse_unfit(held, new, strange):
    if strange:
        raise Refused(_("A stand of another edition was chosen."))
    if new and held.state != Participation.State.ACCEPTED:
        raise Refused(_("Only an accepted exhibitor is given a stand."))
    for stand in new:
        if stand.state == Stand.State.BLOCKED:
            raise Refused(_("Stand %(code)s is blocked.") % {"code": stand.code})
