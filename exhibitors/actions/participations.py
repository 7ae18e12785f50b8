"""An exhibitor's place at an edition: its stands, and its booth once it is accepted."""

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.actions import record
from exhibitors.actions.booths import open_booth
from exhibitors.errors import NotAllowedError
from exhibitors.models import Participation, StandAllocation
from expo.models import Stand


@transaction.atomic
def settle(participation, *, stands, user, sharing_reason=""):
    """Allot exactly these stands, and open the booth of an accepted exhibitor; the sentences on
    stands that it newly shares.

    Stands are shared only for a reason; those left by everybody are free again. A stand that was
    blocked after it was allotted keeps its exhibitor and stays blocked, until an organizer changes
    either. Raises NotAllowedError for stands of another edition, for newly chosen blocked ones,
    for those that are taken where no reason is given, and for an exhibitor that is not accepted."""
    locked = Participation.objects.select_for_update().get(pk=participation.pk)
    before = {each.stand_id for each in locked.allocations.all()}
    wanted = {stand.pk for stand in stands}
    locked_stands = lock_stands(locked, before | wanted)
    new = [locked_stands[pk] for pk in wanted - before if pk in locked_stands]
    ensure_allottable(locked, new, unknown=wanted - set(locked_stands))
    # the stands are locked: of two organizers at once the second sees what the first has allotted
    taken = taken_stands(new)
    if taken and not sharing_reason.strip():
        hint = _("Choose another stand, or give a reason for sharing.")
        raise NotAllowedError(*taken.values(), hint)
    locked.allocations.exclude(stand__in=wanted).delete()
    # in one sequence, so that two settlements never wait for each other
    for pk in sorted(wanted - before):
        reason = sharing_reason.strip() if pk in taken else ""
        locked.allocations.create(stand_id=pk, sharing_reason=reason)
    here = Stand.objects.filter(pk__in=before | wanted).exclude(state=Stand.State.BLOCKED)
    here.filter(allocations__isnull=False).update(state=Stand.State.ALLOTTED)
    # a stand that was only held stays so
    left = here.filter(allocations=None, state=Stand.State.ALLOTTED)
    left.update(state=Stand.State.AVAILABLE)
    if locked.state == Participation.State.ACCEPTED:
        open_booth(locked, user=user)
    facts = {"state": locked.state, "stands": sorted(locked_stands[pk].code for pk in wanted)}
    if taken:
        shared = sorted(locked_stands[pk].code for pk in taken)
        facts |= {"shared": shared, "reason": sharing_reason.strip()}
    record(subject=f"participation {locked.pk}", kind="settled", payload=facts, actor=user)
    return list(taken.values())


def taken_stands(stands):
    """A sentence by the key of each that is another one's already."""
    holders = {}
    allocations = StandAllocation.objects.filter(stand__in=stands)
    for each in allocations.select_related("participation__exhibitor").order_by("pk"):
        holders.setdefault(each.stand_id, []).append(each.participation.exhibitor.name)
    allotted = _("Stand %(code)s is allotted to %(names)s.")
    marked = _("Stand %(code)s is marked as allotted.")
    return {
        stand.pk: (allotted if stand.pk in holders else marked)
        % {"code": stand.code, "names": "、".join(holders.get(stand.pk, []))}
        for stand in stands
        if stand.pk in holders or stand.state == Stand.State.ALLOTTED
    }


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
