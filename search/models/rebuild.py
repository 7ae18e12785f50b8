"""Each rebuild of an engine's index, and its progress."""

from datetime import timedelta

from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# a batch takes seconds: a process that is silent for so long is dead
SILENT = timedelta(seconds=120)


class RebuildQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=Rebuild.OPEN)

    def claimable(self):
        """Requested and not begun, released, or silent for too long."""
        silent = Q(moved_at__lt=timezone.now() - SILENT)
        return self.open().filter(Q(holder="") | silent)


class Rebuild(models.Model):
    """The row is the claim: an engine has at most one that is open, and `holder` works on it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        PUBLISHED = "published", _("in use")
        FAILED = "failed", _("failed")

    OPEN = (State.WAITING, State.RUNNING)

    engine = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    holder = models.CharField(max_length=120, blank=True)  # host:pid:token
    generation = models.CharField(max_length=120, blank=True)
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    resumed = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = RebuildQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("rebuild of a search index")
        verbose_name_plural = _("rebuilds of search indexes")
        constraints = [
            models.UniqueConstraint(
                fields=["engine"],
                condition=Q(state__in=("waiting", "running")),
                name="one_open_rebuild_of_an_engine",
            )
        ]

    def __str__(self):
        return f"{self.engine} {self.generation or self.requested_at.date()}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def done(self) -> int:
        return self.batches.aggregate(done=Sum("documents"))["done"] or 0

    @property
    def duration(self) -> timedelta | None:
        end = self.finished_at or self.moved_at
        return end - self.started_at if end and self.started_at else None

    @property
    def seconds_left(self) -> int | None:
        """By the pace of the last batches, so that a pause between two tries doesn't count."""
        last = list(self.batches.order_by("-pk").values_list("documents", "at")[:6])
        if len(last) < 2 or not self.total:
            return None
        seconds = (last[0][1] - last[-1][1]).total_seconds()
        documents = sum(copied for copied, _at in last[:-1])
        remaining = max(0, self.total - self.done)
        return round(remaining * seconds / documents) if documents else None


class CopiedBatch(models.Model):
    """What a rebuild has copied, in the order of kinds and keys: a killed one goes on after its
    last. Gone when the index is published."""

    rebuild = models.ForeignKey(Rebuild, models.CASCADE, related_name="batches")
    kind = models.CharField(max_length=12)
    last = models.BigIntegerField()  # pk
    documents = models.PositiveIntegerField()
    words = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
