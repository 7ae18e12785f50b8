"""Our own records against each other: orders, payments, documents, receipts, waybills, bills."""

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from clearance.days import yesterday
from clearance.models.reconciliation import Discrepancy, ReconciliationRun
from clearance.reconciliation.checks import CHECKS, MAX_FINDINGS, Period
from clearance.reconciliation.findings import record_findings

Source = ReconciliationRun.Source


def reconcile_yesterday():
    """The daily run over Beijing's yesterday, once; the run if this call made it.

    A run whose worker died has no end, and is taken up again by the next call."""
    day = yesterday()
    try:
        run, _is_new = ReconciliationRun.objects.get_or_create(
            daily=f"books {day}", defaults={"first": day, "last": day}
        )
    except IntegrityError:  # another worker was faster
        return None
    return None if run.finished_at else compare_own_records(run)


def reconcile_own_records(first, last, *, by=None):
    """On demand, for a period of Beijing days."""
    return compare_own_records(ReconciliationRun.objects.create(first=first, last=last, by=by))


def compare_own_records(run):
    """All that is compared before anything is written: a run killed half-way left nothing."""
    ReconciliationRun.objects.filter(pk=run.pk).update(started_at=timezone.now())
    run.refresh_from_db(fields=["started_at"])
    period, findings, gone, cut = Period.of(run.first, run.last), [], Q(pk__in=[]), []
    for check in CHECKS:
        check_findings = list(check.find(period))
        findings += check_findings
        if len(check_findings) >= MAX_FINDINGS:
            cut.append(check.kinds[0])  # more than fit: what was not listed may still be there
        else:
            since = Q() if check.backlog else Q(day__gte=run.first)
            gone |= since & Q(day__lte=run.last, kind__in=check.kinds)
    open_ones = Discrepancy.objects.open().filter(gone, source=Source.BOOKS)
    return record_findings(run, findings, gone=open_ones, counts={"cut": cut} if cut else None)
