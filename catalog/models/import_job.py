from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_files():
    """A merchant's price list is nobody else's business: kept outside what the site serves."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT)


class ImportJob(models.Model):
    """One file of goods and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("unreadable")

    exhibitor = models.ForeignKey("exhibitors.Exhibitor", models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/", storage=private_files, blank=True)
    dry_run = models.BooleanField(default=False)
    approve = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="zh-hans")
    # which click made it: the same form with the same file, or the writing of the same check
    key = models.CharField(max_length=80, unique=True, null=True, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    rows = models.PositiveIntegerField(default=0)
    done_rows = models.PositiveIntegerField(default=0)  # progress
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("product import")
        verbose_name_plural = _("product imports")

    @property
    def may_be_written(self):
        """A check that is done, with rows worth importing and its file still at hand."""
        return (
            self.dry_run
            and self.state == self.State.DONE
            and self.rows > self.rejected
            and bool(self.file)
        )

    @property
    def percent(self):
        return 100 * self.done_rows // self.rows if self.rows else 0


class ImportRow(models.Model):
    """A row that was rejected or warned about, with the error's code and message."""

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="errors")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=300)

    class Meta:
        ordering = ["row", "pk"]
