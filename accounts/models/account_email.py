"""E-mails about accounts, with the links of one use that some carry."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import OutgoingEmail
from core.models.outgoing_email import OutgoingEmailQuerySet

LINK_LIFETIME = timedelta(hours=24)


def token_digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


class AccountEmailQuerySet(OutgoingEmailQuerySet):
    def open_links(self):
        """Links that can still be used."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())

    def with_token(self, token):
        return self.open_links().filter(token_digest=token_digest(token))

    def proposed_addresses(self, user):
        """Addresses that a person wants to sign in by and has not proved yet, newest first."""
        unused = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        kind = AccountEmail.Kind.NEW_ADDRESS
        return self.filter(unused, user=user, kind=kind, used_at=None).order_by("-pk")


class AccountEmail(OutgoingEmail):
    """An e-mail about one account, written in the transaction that causes it.

    to: the address it goes to; empty where the account's own is looked up when it is sent, so that
    no page's time tells which accounts exist. What tells the owner of a change goes to the address
    of that moment. data: what the template and the link need; a
    password only as its hash, and only until the link is used."""

    class Kind(models.TextChoices):
        SIGN_UP = "sign_up"  # its link opens the account that somebody applied for
        NEW_ADDRESS = "new_address"  # its link makes the address the one to sign in by
        TRY_AGAIN = "try_again"  # its link lets the browser that opens it try passwords again
        ADDRESS_CHANGED = "address_changed"
        MOBILE_CHANGED = "mobile_changed"
        PASSWORD_CHANGED = "password_changed"  # noqa: S105 - not a secret
        SECOND_FACTOR_CHANGED = "second_factor_changed"
        ROLE_TO_CONFIRM = "role_to_confirm"  # to the administrators who may
        ROLE_GRANTED = "role_granted"
        ROLE_REVOKED = "role_revoked"

    to = models.EmailField(blank=True)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="account_emails"
    )
    language = models.CharField(max_length=10)
    data = models.JSONField(default=dict)
    # of the link's secret, which stands in the e-mail alone
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = AccountEmailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "kind"])]

    @property
    def key(self):
        return f"account {self.kind} {self.pk}"

    def new_token(self):
        """The secret of its link; one that an earlier try to send it has made is void."""
        token = secrets.token_urlsafe(32)
        self.token_digest, self.expires_at = token_digest(token), timezone.now() + LINK_LIFETIME
        self.save(update_fields=["token_digest", "expires_at"])
        return token
