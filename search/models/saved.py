from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.background.leased_queue import LeasedQuerySet
from search.query.goods_query import GoodsQuery
from search.query.params import read_query


class SavedSearchSet(models.QuerySet):
    def watched(self):
        """Those that somebody wants to hear of, and can."""
        return self.filter(paused_at=None, user__is_active=True).exclude(user__email=None).exclude(
            user__email=""
        )  # fmt: skip


class SavedSearch(models.Model):
    """A search that a visitor saved; new goods that match are announced by email.

    state: the list's URL query, which is all there is to say about a search.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=80)
    state = models.TextField()
    digest = models.CharField(max_length=64)  # of the state: a double click saves once
    created_at = models.DateTimeField(default=timezone.now)
    paused_at = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField(default=timezone.now)  # saved, or resumed
    learnt_at = models.DateTimeField(null=True, blank=True)  # when it knew what matched till then
    looked_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchSet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="a_search_is_saved_once")
        ]
        indexes = [models.Index(fields=["paused_at", "looked_at"])]
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    @cached_property
    def query(self) -> GoodsQuery:
        return read_query(QueryDict(self.state), self.user.language)


class KnownGood(models.Model):
    """A good that a search knows, and that is no news to it any more. product: no foreign key,
    for a good that is gone is still known, should it come back."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="known")
    product = models.PositiveBigIntegerField()
    shown_at = models.DateTimeField(db_index=True)  # first, to any visitor

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "product"], name="a_good_is_news_once")
        ]


class SavedSearchNews(models.Model):
    """One day's email to one person about new goods: the row is the queue, and the guarantee of at
    most one a day. matches: [{"search": pk, "goods": [pk, …], "more": bool}]."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    matches = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LeasedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="one_mail_of_news_a_day")
        ]
