from django.db import models


class SummaryResult(models.Model):
    """What customs made of a month's application (CEB792): one declaration, or a part of one that
    came in several messages. `sum_no` is customs' number of the application."""

    message = models.ForeignKey("clearance.Message", models.PROTECT, related_name="results")  # 701
    receipt = models.ForeignKey("clearance.Receipt", models.PROTECT, related_name="results")
    sum_no = models.CharField(max_length=18)
    decl_seq_no = models.CharField(max_length=18)
    part = models.PositiveIntegerField(default=1)  # msgSeqNo
    result_time = models.CharField(max_length=17)  # opDate of the newest word
    state = models.CharField(
        max_length=3, blank=True
    )  # decState, whose values no document explains
    entry_no = models.CharField(max_length=18, blank=True)  # customs' number of the declaration
    pre_no = models.CharField(max_length=18, blank=True)  # e-port's
    gross_weight = models.DecimalField(max_digits=19, decimal_places=5, null=True)  # kg
    lines = models.JSONField(default=list)  # invtNo, logisticsNo, gseqno, gnum, gcode

    class Meta:
        ordering = ["decl_seq_no", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["sum_no", "decl_seq_no", "part"], name="one_result_per_declaration_part"
            )
        ]

    def __str__(self):
        return self.entry_no or self.decl_seq_no

    @property
    def lists(self):
        """Numbers of the lists in it."""
        return sorted({line["invtNo"] for line in self.lines if line.get("invtNo")})
