from django.db import models
from django.utils.translation import gettext_lazy as _

from core.language import InLanguage, Named
from core.models.images import picture_field
from expo.conflicts import Overridable
from expo.halls.models import EditionOwned


class Speaker(Named):
    post_zh = models.CharField(_("position in Chinese"), max_length=200, blank=True)
    post_en = models.CharField(_("position in English"), max_length=200, blank=True)
    post = InLanguage()
    portrait = picture_field(_("portrait"))

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")


class Session(Overridable, EditionOwned):
    place = "edition"

    # codes stand in addresses of the programme (?track=) and in the search index
    class Track(models.TextChoices):
        RULES = "rules", _("Rules and customs")
        TASTING = "tasting", _("Tastings and demonstrations")
        TRADE = "trade", _("Trade and matchmaking")
        LIVE = "live", _("Live from the warehouse")

    edition = models.ForeignKey(
        "expo.EditionPage", models.CASCADE, related_name="sessions", verbose_name=_("edition")
    )
    title_zh = models.CharField(_("Chinese title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    title = InLanguage()
    summary_zh = models.TextField(_("Chinese summary"), blank=True)
    summary_en = models.TextField(_("English summary"), blank=True)
    summary = InLanguage()
    track = models.CharField(_("track"), max_length=12, choices=Track.choices)
    # free text: a session may take place in a hotel or a warehouse
    room_zh = models.CharField(_("Chinese room"), max_length=80)
    room_en = models.CharField(_("English room"), max_length=80, blank=True)
    room = InLanguage()
    hall = models.ForeignKey(
        "expo.Hall", models.SET_NULL, null=True, blank=True, verbose_name=_("hall")
    )
    stand = models.ForeignKey(
        "expo.Stand",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("stand"),
        help_text=_("Only where it is held at a stand: the hall's plan shows it there."),
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    live_url = models.URLField(_("live link"), blank=True)
    replay_url = models.URLField(_("replay link"), blank=True)
    speakers = models.ManyToManyField(
        Speaker, blank=True, related_name="sessions", verbose_name=_("speakers")
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
            )
        ]

    def __str__(self):
        return self.title

    def at_the_same_time(self):
        """Other sessions that have begun and not ended while this one lasts."""
        others = Session.objects.filter(starts_at__lt=self.ends_at, ends_at__gt=self.starts_at)
        return others.exclude(pk=self.pk)

    def shares_room_with(self, other):
        """By the room's name, whatever its case; two halls may each have a room 1."""
        halls = {self.hall_id, other.hall_id} - {None}
        names = {" ".join(each.room_zh.casefold().split()) for each in (self, other)}
        return len(halls) < 2 and len(names) == 1
