from django.db import models


class DatedQuerySet(models.QuerySet):
    """Rows with `valid_from` and `valid_to`, both days inside (R-TIME-1)."""

    def on(self, day):
        """Those in force on a Beijing date."""
        return self.filter(valid_from__lte=day).filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day)
        )
