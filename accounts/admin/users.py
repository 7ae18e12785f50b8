"""People in Wagtail's admin: our user's own fields. Who is a superuser is decided on the server's
command line only, and an organizer can't touch one."""

from django.core.exceptions import PermissionDenied
from wagtail.users.forms import UserCreationForm as BaseCreationForm
from wagtail.users.forms import UserEditForm as BaseEditForm
from wagtail.users.views import users as views

from accounts.forms import ContactMixin

FIELDS = ["name", "email", "mobile", "language", "groups"]


class AccountFieldsMixin(ContactMixin):
    """Wagtail's form wants names we don't have, and offers rights we don't give here."""

    def trim(self):
        for name in ("first_name", "last_name", "is_superuser"):
            self.fields.pop(name, None)
        # somebody may sign in by mobile number alone
        self.fields["email"].required = False
        self.order_fields([*FIELDS, "is_active", "password1", "password2"])


class UserCreationForm(AccountFieldsMixin, BaseCreationForm):
    class Meta(BaseCreationForm.Meta):
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.trim()


class UserEditForm(AccountFieldsMixin, BaseEditForm):
    class Meta(BaseEditForm.Meta):
        fields = [*FIELDS, "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.trim()


class EditView(views.EditView):
    def get_object(self, *args, **kwargs):
        user = super().get_object(*args, **kwargs)
        # else an organizer could set a superuser's password and become one
        if user.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return user


class UserViewSet(views.UserViewSet):
    edit_view_class = EditView
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm
