from django.db import models
from django.utils.translation import gettext_lazy as _

from core.language import Named
from expo.halls.models import EditionOwned


class PackageQuerySet(models.QuerySet):
    def of(self, edition):
        """The edition's own; where it has none, those of every edition."""
        own = self.filter(edition=edition)
        return own if own.exists() else self.filter(edition=None)

    def offered_at(self, edition):
        return self.of(edition).filter(on_sale=True)


class Package(EditionOwned, Named):
    code = models.SlugField(_("code"), unique=True)
    edition = models.ForeignKey(
        "expo.EditionPage",
        models.CASCADE,
        related_name="packages",
        null=True,
        blank=True,
        verbose_name=_("edition"),
        help_text=_("Empty: for every edition that has no packages of its own."),
    )
    on_sale = models.BooleanField(
        _("on sale"),
        default=True,
        help_text=_("Firms can choose it when they apply. Who has it already keeps it."),
    )
    max_goods = models.PositiveIntegerField(_("goods"), default=200)
    max_pictures = models.PositiveIntegerField(_("pictures"), default=500)
    max_members = models.PositiveIntegerField(_("members"), default=10)

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")
