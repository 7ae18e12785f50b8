from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from core.language import Named


class Category(MP_Node, Named):  # type: ignore[django-manager-missing]
    """A category of the catalogue; a tree of at most three levels."""

    slug = models.SlugField(_("address of the page"), max_length=80, unique=True)
    node_order_by = ["slug"]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")


class Brand(Named):
    slug = models.SlugField(_("address of the page"), max_length=120, unique=True)
    aliases = models.JSONField(
        _("other names"), default=list, blank=True, help_text=_("Other spellings that buyers type.")
    )
    pinyin = models.CharField(
        _("pinyin"),
        max_length=200,
        blank=True,
        help_text=_("Only where the usual reading of the characters is wrong."),
    )

    class Meta:
        ordering = ["name_zh"]
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
