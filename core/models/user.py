from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.logins import email_address, mobile_number


class UserManager(BaseUserManager):
    def create_user(self, email=None, password=None, *, mobile=None, **fields):
        """A person who signs in by e-mail address, mobile number or either."""
        if not (email or mobile):
            raise ValueError("A user needs an e-mail address or a mobile number.")
        user = self.model(email=email_address(email) or None, mobile=mobile or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, login):
        if mobile := mobile_number(login):
            return self.get(mobile=mobile)
        return self.get(email=email_address(login))


class User(AbstractUser):
    """Somebody who signs in. What they may do comes from groups, an exhibitor's membership or a
    display center's staff list, never from a flag here."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    mobile = models.CharField(_("mobile number"), max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(
        _("language of e-mails"), max_length=10, default="zh-hans", choices=settings.LANGUAGES
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(mobile__isnull=False),
                name="user_can_be_reached",
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
        ]

    def __str__(self):
        return self.name or self.email or self.mobile

    def clean(self):
        """Empty is unknown, and an address has one written form; forms call this."""
        super().clean()
        self.email = email_address(self.email) or None
        self.mobile = mobile_number(self.mobile) or self.mobile or None

    def get_full_name(self):
        return self.name or super().get_full_name() or str(self)

    @cached_property
    def group_names(self):
        """Asked once a request: each request has its own user."""
        return frozenset(self.groups.values_list("name", flat=True))

    def belongs_to(self, *groups):
        """True for a member of any of the named groups, and for a superuser."""
        return self.is_superuser or not self.group_names.isdisjoint(groups)
