"""An exhibitor's place at an edition: its stands, and its booth once it is accepted."""

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.actions import record
from exhibitors.actions.booths import open_booth
from exhibitors.errors import NotAllowedError
from exhibitors.models import Participation
from expo.models import Stand


@transaction.atomic
def settle(participation, *, stands, user):
    """Allot exactly these stands, and open the booth of an accepted exhibitor.

    Stands may be shared; those left by everybody are free again. A stand that was blocked after it
    was allotted keeps its exhibitor and stays blocked, until an organizer changes either. Raises
    NotAllowedError for stands of another edition, for newly chosen blocked ones and for an
    exhibitor that is not accepted."""
    locked = Participation.objects.select_for_update().get(pk=participation.pk)
    before = {each.stand_id for each in locked.allocations.all()}
    wanted = {stand.pk for stand in stands}
    locked_stands = lock_stands(locked, before | wanted)
    new = [locked_stands[pk] for pk in wanted - before if pk in locked_stands]
    ensure_allottable(locked, new, unknown=wanted - set(locked_stands))
    locked.allocations.exclude(stand__in=wanted).delete()
    # in one sequence, so that two settlements never wait for each other
    for pk in sorted(wanted - before):
        locked.allocations.create(stand_id=pk)
    here = Stand.objects.filter(pk__in=before | wanted).exclude(state=Stand.State.BLOCKED)
    here.filter(allocations__isnull=False).update(state=Stand.State.ALLOTTED)
    # a stand that was only held stays so
    left = here.filter(allocations=None, state=Stand.State.ALLOTTED)
    left.update(state=Stand.State.AVAILABLE)
    if locked.state == Participation.State.ACCEPTED:
        open_booth(locked, user=user)
    record(
        subject=f"participation {locked.pk}",
        kind="settled",
        payload={"state": locked.state, "stands": sorted(locked_stands[pk].code for pk in wanted)},
        actor=user,
    )


def lock_stands(locked, pks):
    """The edition's stands by key, locked in one sequence."""
    stands = Stand.objects.select_for_update(of=("self",)).filter(
        pk__in=pks, hall__edition=locked.edition_id
    )
    return {stand.pk: stand for stand in stands.order_by("pk")}


def ensure_allottable(locked, new, unknown):
    if unknown:
        raise NotAllowedError(_("A stand of another edition was chosen."))
    if new and locked.state != Participation.State.ACCEPTED:
        raise NotAllowedError(_("Only accepted exhibitors can be assigned a stand."))
    for stand in new:
        if stand.state == Stand.State.BLOCKED:
            raise NotAllowedError(_("Stand %(code)s is blocked.") % {"code": stand.code})
