from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.language import InLanguage, Named
from core.models.images import picture_field

VERIFICATION_LASTS = timedelta(days=365)  # R-PLAT-5: verified again on a schedule


class Exhibitor(Named):
    class Trade(models.TextChoices):
        BONDED = "bonded", _("bonded retail")
        DIRECT = "direct", _("direct mail")
        GENERAL = "general", _("general trade")

    slug = models.SlugField(
        _("address of the page"),
        max_length=60,
        unique=True,
        help_text=_(
            "Lower-case letters, digits and hyphens; links point to it, so do not change it."
        ),
    )
    about_zh = models.TextField(_("Chinese introduction"), blank=True)
    about_en = models.TextField(_("English introduction"), blank=True)
    about = InLanguage()
    country = models.CharField(_("country"), max_length=2)  # ISO 3166 alpha-2
    kinds_of_trade = models.CharField(
        _("kinds of trade"),
        max_length=200,
        blank=True,
        help_text=_("Separated by commas: bonded, direct, general."),
    )
    logo = picture_field(_("logo"))
    collection = models.ForeignKey(
        "wagtailcore.Collection", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # R-PLAT-1: the owner of the goods and its domestic agent, as registered with customs
    customs_code = models.CharField(_("customs code of the merchant"), max_length=18, blank=True)
    customs_name = models.CharField(_("registered name"), max_length=100, blank=True)
    agent_code = models.CharField(
        _("customs code of the domestic agent"), max_length=18, blank=True
    )
    agent_name = models.CharField(_("domestic agent"), max_length=100, blank=True)
    agent_until = models.DateField(
        _("agent registered until"),
        null=True,
        blank=True,
        help_text=_("Last day; leave empty if no end is known."),
    )
    verified_on = models.DateField(
        _("documents verified on"),
        null=True,
        blank=True,
        help_text=_("Identity, address, contacts and permits; valid for a year."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name_zh"]
        verbose_name = _("exhibitor")
        verbose_name_plural = _("exhibitors")

    def trade_labels(self):
        """The kinds of trade in the visitor's language; unknown ones as they stand."""
        labels = dict(Exhibitor.Trade.choices)
        kinds = [kind.strip() for kind in self.kinds_of_trade.split(",") if kind.strip()]
        return [labels.get(kind, kind) for kind in kinds]

    def is_verified(self):
        day, since = timezone.localdate(), self.verified_on
        return since is not None and since <= day <= since + VERIFICATION_LASTS

    def is_overseas(self):
        """Outside the customs territory, so Hong Kong, Macao and Taiwan too."""
        # HK, MO and TW have alpha-2 codes of their own
        return self.country != "CN"

    def has_agent(self, day):
        """A domestic agent registered with customs, with name, number and validity (R-PLAT-1)."""
        registered = bool(self.agent_code and self.agent_name)
        return registered and (self.agent_until is None or day <= self.agent_until)

    def times_accepted(self):
        return self.participations.filter(state="accepted").count()

    def package_limit(self, name):
        """The largest `name` (max_members, …) of its packages; None without any."""
        packages = self.participations.exclude(package=None)
        return max(packages.values_list(f"package__{name}", flat=True), default=None)

    def participation_at(self, edition):
        """The accepted participation in an edition, or None."""
        return self.participations.accepted().at(edition).select_related("package").first()


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        EDITOR = "editor", _("editor")
        SALES = "sales", _("sales")
        VIEWER = "viewer", _("viewer")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.EDITOR)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "exhibitor"], name="one_membership_each")
        ]

    def may_edit(self):
        """Booth and goods, drafts and their submission."""
        return self.role in (self.Role.OWNER, self.Role.EDITOR)

    def may_trade(self):
        """Prices and stock."""
        return self.role in (self.Role.OWNER, self.Role.EDITOR, self.Role.SALES)

    def may_manage(self):
        """Members and invitations."""
        return self.role == self.Role.OWNER
