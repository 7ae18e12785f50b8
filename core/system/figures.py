"""How the site is: figures for the operator's metrics and the organizers' page, which each app
registers by the hook `system_figures`. Never personal data or secrets."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail import hooks

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Figure:
    """name: of the metric, with its unit, without `expo_`; of: which one of several, such as an
    engine, in metrics; of_label: the same as people call it. A figure without a value is a text
    for the page alone."""

    name: str
    label: Any  # translated when shown
    value: float | None = None
    of: str = ""
    text: str = ""
    of_label: Any = ""

    @property
    def shown(self):
        if self.value is None:
            return self.text or _("no answer")
        if self.name.endswith("_bytes"):
            return filesizeformat(self.value)
        if not self.name.endswith("_seconds"):
            return formats.number_format(self.value, use_l10n=True, force_grouping=True)
        if not self.value:
            return "–"  # nothing waits: `age` of no moment
        now = timezone.now()
        return _("under a minute") if self.value < 60 else timesince(now - self.seconds, now)

    @property
    def seconds(self):
        return timedelta(seconds=self.value or 0)


def age(moment):
    """Seconds since `moment`; 0 where nothing is waiting."""
    return max(0.0, (timezone.now() - moment).total_seconds()) if moment else 0.0


def sections() -> Iterator[tuple[Any, list[Figure] | None]]:
    """(the app's name, its figures); None for the figures of an app that can't tell them now."""
    for function in hooks.get_hooks("system_figures"):
        try:
            figures = list(function())
        except Exception as exc:  # one app's error must not hide the others' figures
            log.warning("%s has no figures: %s", function.__module__, type(exc).__name__)
            figures = None
        yield section_of(function), figures


def section_of(function):
    app = apps.get_containing_app_config(function.__module__)
    return app.verbose_name if app else function.__module__
