import re
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

SHAPE = re.compile(r"[A-Za-z0-9_-]{1,24}")


def is_own_path(target):
    """A printed code must never lead to another site."""
    return (
        target.startswith("/")
        # a code that leads to a code could lead in a circle
        and not target.startswith("/q/")
        and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    )


def new_token():
    # 72 bits: nobody finds the neighbour's code by counting up
    return secrets.token_urlsafe(9)


class TokenQuerySet(models.QuerySet):
    def live(self):
        return self.filter(revoked_at=None)

    def read(self, value):
        """The token printed so, None if there is none. Whatever a scanner sends may come in."""
        if not SHAPE.fullmatch(value):
            return None
        token = self.filter(value=value).first()
        return token if token and token.value == value else None  # a collation may ignore case

    def revoke(self):
        """The printed codes stop leading anywhere; how many did so now."""
        return self.live().update(revoked_at=timezone.now())


class Token(models.Model):
    """What a printed QR code carries: `/q/<value>`. 72 random bits, revocable; points at one
    thing. Pick-up codes are another matter: see `orders/pickup_codes.py`."""

    class Kind(models.TextChoices):
        SAMPLE = "sample", _("shelf item")
        STAND = "stand", _("stand")
        SESSION = "session", _("session")

    value = models.CharField(_("code"), max_length=24, unique=True, default=new_token)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.SAMPLE)
    center = models.ForeignKey(
        "centers.DisplayCenter",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tokens",
        verbose_name=_("display center"),
    )
    sample = models.ForeignKey(
        "centers.Sample",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tokens",
        verbose_name=_("sample"),
    )
    # what its label names: the sample's place may be given to other goods, the paper keeps its own
    variant = models.ForeignKey(
        "catalog.Variant",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tokens",
        verbose_name=_("goods"),
    )
    target = models.CharField(  # of the other kinds
        _("path"), max_length=200, blank=True, help_text=_("A path of this site, such as /2026/")
    )
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("QR code")
        verbose_name_plural = _("QR codes")
        constraints = [
            models.UniqueConstraint(
                fields=["sample"],
                condition=Q(revoked_at__isnull=True),
                name="one_live_token_per_sample",
            )
        ]

    def __str__(self):
        return self.value

    def get_absolute_url(self):
        return reverse("centers:token", args=[self.value])

    def clean(self):
        super().clean()
        if not self.sample_id and not is_own_path(self.target):
            raise ValidationError({"target": _("Enter a path of this site, starting with /.")})


class Scan(models.Model):
    """Somebody followed a printed code; counted for the centers' figures."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="scans")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)
