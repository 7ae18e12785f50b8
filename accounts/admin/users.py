"""People in Wagtail's admin, for administrators alone. An account is made and named here; what its
person signs in by, the person changes; what the person may do is granted (`accounts/roles`)."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.users.forms import UserCreationForm as BaseCreationForm
from wagtail.users.forms import UserEditForm as BaseEditForm
from wagtail.users.views import users as views
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from accounts import security_events
from accounts.admin.account import OnlyNameAndLanguage
from accounts.admin.roles import RoleForm
from accounts.forms import ContactMixin
from accounts.models import StaffRole
from accounts.roles import actions
from accounts.roles.errors import RoleError
from accounts.views.password import enqueue_password_reset
from core.models import User


class PeoplePolicy(ModelPermissionPolicy):
    """Administrators only; and nobody deletes an account, which orders and the ledger name."""

    def user_has_permission(self, user, action):
        return user.is_active and user.is_superuser and action != "delete"


class ClosedPolicy(ModelPermissionPolicy):
    """What the groups may do stands in `core/groups.py`, where a change is seen and reviewed."""

    def user_has_permission(self, user, action):
        return False


register_permission_policy(User, PeoplePolicy(User))
register_permission_policy(Group, ClosedPolicy(Group))


class UserCreationForm(ContactMixin, BaseCreationForm):
    password_enabled = False  # the person chooses it, by a link

    class Meta(BaseCreationForm.Meta):
        fields = ["name", "email", "mobile", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "is_superuser"):
            self.fields.pop(name, None)
        self.fields["email"].required = True  # where the link goes
        self.order_fields(self.Meta.fields)

    def save(self, commit=True):
        # usable, else no link would change it, and known to nobody
        self.instance.set_password(get_random_string(60))
        return super().save(commit)


class UserEditForm(OnlyNameAndLanguage, BaseEditForm):
    """Whether the account is open is an action of its own, see EditView."""

    password_enabled = False

    class Meta(BaseEditForm.Meta):
        fields = ["name", "language", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "is_superuser", "email"):
            self.fields.pop(name, None)
        self.order_fields(self.Meta.fields)


class IndexView(views.IndexView):
    @cached_property
    def columns(self):
        return super().columns[1:]  # no boxes to tick: nothing is done to many at once


class CreateView(views.CreateView):
    def save_instance(self):
        user, by = super().save_instance(), self.request.user
        security_events.record(user, security_events.Kind.ACTIVE, False, True, by)
        security_events.record(user, security_events.Kind.RESET_SENT, by=by)
        transaction.on_commit(lambda: enqueue_password_reset(user.email, by_staff=True))
        return user


class EditView(views.EditView):
    def save_instance(self):
        user = super().save_instance()
        if "is_active" in self.form.changed_data:
            actions.set_active(user, self.form.cleaned_data["is_active"], by=self.request.user)
        return user

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except RoleError as exc:
            form.add_error("is_active", str(exc))
            return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        grants = self.object.role_grants.select_related("asked_by", "decided_by", "revoked_by")
        roles = [StaffRole(name) for name in actions.roles_of(self.object)]
        return super().get_context_data(
            person=self.object,
            grants=grants,
            roles=roles,
            role_form=RoleForm(),
            is_oneself=self.object == self.request.user,
            **kwargs,
        )


class UserViewSet(views.UserViewSet):
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    copy_view_enabled = False  # nobody is like another
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "accounts/admin/user.html"

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm


class Never:
    """In place of Wagtail's actions on many people at once, of the same names."""

    def check_perm(self, obj):
        return False

    @classmethod
    def execute_action(cls, objects, **kwargs):
        raise PermissionDenied


class NoRoleForMany(Never, AssignRoleBulkAction):
    pass


class NobodyDeleted(Never, DeleteBulkAction):
    pass


class NoStateForMany(Never, SetActiveStateBulkAction):
    pass


NO_BULK_ACTIONS = (NoRoleForMany, NobodyDeleted, NoStateForMany)
