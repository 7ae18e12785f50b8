from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from catalog.models.zone import Mode
from centers.hours import open_now
from centers.models.shelf import Sample
from core.groups import COUNTER, ORGANIZERS
from core.language import InLanguage, Named
from core.models.images import picture_field


class DisplayCenterQuerySet(models.QuerySet):
    def with_hours(self):
        return self.prefetch_related("hours")

    def staffed_by(self, user):
        """Those at whose counter this user serves; an organizer serves nowhere by rank alone."""
        return self.filter(staff=user)

    def has_on_staff(self, user):
        return self.staffed_by(user).exists()

    def managed_by(self, user):
        """Those whose shelves a user manages: all for organizers, else the own counter's."""
        return self if user.belongs_to(ORGANIZERS) else self.staffed_by(user)

    def may_hand_over(self, on):
        """Pick-up counters whose approval is valid on a day: allows_pick_up as a question to
        the database (R-O2O-4)."""
        return self.filter(
            fulfilment=DisplayCenter.Fulfilment.PICK_UP,
            kind=DisplayCenter.Kind.SPECIAL_ZONE,
            in_special_zone=True,
            zone__isnull=False,
            approval_valid_to__gte=on,
        ).exclude(approval_number="")


class DisplayCenter(ClusterableModel, Named):
    """A place where bonded goods stand on shelves for visitors to see (seed 十七)."""

    class Kind(models.TextChoices):
        AIRPORT = "airport", _("airport")
        CBD = "cbd", _("CBD")
        SPECIAL_ZONE = "special_zone", _("special customs zone")
        STREET = "street", _("high street")

    class Fulfilment(models.TextChoices):
        SHIP = "ship", _("shipped from the bonded warehouse")
        PICK_UP = "pick_up", _("pick-up inside the special zone after release")

    slug = models.SlugField(_("address of the page"), max_length=40, unique=True)
    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    in_special_zone = models.BooleanField(_("inside a special customs zone"), default=False)
    fulfilment = models.CharField(
        _("fulfilment"), max_length=8, choices=Fulfilment.choices, default=Fulfilment.SHIP
    )
    zone = models.ForeignKey(
        "catalog.Zone", models.PROTECT, null=True, blank=True, verbose_name=_("zone")
    )
    approval_number = models.CharField(_("customs approval"), max_length=60, blank=True)
    approval_valid_to = models.DateField(_("approval valid to"), null=True, blank=True)
    spot_zh = models.CharField(  # where in the building: "T2 航站楼二层"
        _("Chinese spot"), max_length=80, blank=True
    )
    spot_en = models.CharField(_("English spot"), max_length=80, blank=True)
    spot = InLanguage()
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address_zh = models.CharField(_("Chinese address"), max_length=200)
    address_en = models.CharField(_("English address"), max_length=200, blank=True)
    address = InLanguage()
    directions_zh = models.TextField(_("Chinese directions"), blank=True)
    directions_en = models.TextField(_("English directions"), blank=True)
    directions = InLanguage()
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    picture = picture_field(_("picture"))
    picture_wide = picture_field(_("wide picture"))  # for the head of the center's page, 21:9
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="centers",
        verbose_name=_("staff"),
        # the choice lists people: shoppers' addresses are nobody's business here
        limit_choices_to={"groups__name": COUNTER},
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = DisplayCenterQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("display center")
        verbose_name_plural = _("display centers")
        constraints = [
            # R-O2O-4: whatever an administrator ticks, no pick-up at the airport or in the CBD
            models.CheckConstraint(
                condition=~Q(fulfilment="pick_up")
                | (Q(in_special_zone=True) & Q(kind="special_zone") & ~Q(approval_number="")),
                name="pick_up_only_in_special_zone_with_approval",
            )
        ]

    def get_absolute_url(self):
        return reverse("centers:center", args=[self.slug])

    @property
    def map_url(self):
        """A link to a map that Chinese phones open in their own app; nothing is loaded from it."""
        if self.latitude is None or self.longitude is None:
            return ""
        where = {
            "position": f"{self.longitude},{self.latitude}",
            "name": self.name,
            # without it the map takes China's own datum: some 500 m beside the door
            "coordinate": "wgs84",
        }
        return f"https://uri.amap.com/marker?{urlencode(where)}"

    def open_now(self, now=None):
        """hours.OpenNow at a moment; free of queries where `hours` was prefetched."""
        return open_now(list(self.hours.all()), now or timezone.now())

    def shows(self, product):
        """Does a product (pk) stand on a shelf here, in any size?"""
        here = Sample.objects.on_display().filter(shelf__center=self)
        return here.filter(variant__product=product).exists()

    def allows_pick_up(self, on):
        """May goods be handed over here on a day? Only inside the special zone and with an
        approval that says until when it is valid (R-O2O-4); the same rule as `may_hand_over`."""
        return bool(
            self.fulfilment == self.Fulfilment.PICK_UP
            and self.kind == self.Kind.SPECIAL_ZONE
            and self.in_special_zone
            and self.zone_id
            and self.approval_number
            and self.approval_valid_to
            and on <= self.approval_valid_to
        )

    def keeps_goods_of(self, order):
        """Do the goods of an order, or of a part of a cart, lie in this counter's own zone, so
        that no parcel is needed?"""
        return order.mode == Mode.BONDED and order.zone_id == self.zone_id

    def why_no_pick_up(self):
        """Sentences for the editor who ticked pick-up where the law forbids it (R-O2O-3, 4)."""
        if self.fulfilment != self.Fulfilment.PICK_UP:
            return []
        reasons = []
        if self.kind != self.Kind.SPECIAL_ZONE or not self.in_special_zone:
            reasons.append(_("Pick-up is possible only inside a special customs zone."))
        if not self.approval_number:
            reasons.append(_("Pick-up needs the number of the customs approval."))
        if not self.approval_valid_to:
            reasons.append(_("Pick-up needs the date until which the approval is valid."))
        if not self.zone_id:
            reasons.append(_("Pick-up needs the zone whose stock is handed over."))
        return reasons

    def clean(self):
        super().clean()
        if reasons := self.why_no_pick_up():
            raise ValidationError({"fulfilment": reasons})
