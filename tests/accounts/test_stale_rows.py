"""Two things at once with one account: what was read before must not undo what came between. A
profile that was saved while its person was revoked brought the rights back, with the role's history
saying they were gone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts import forms, personal_data
from accounts.actions import addresses, passwords
from accounts.admin.account import NameForm
from accounts.admin.users import UserEditForm
from accounts.models import SignedInSession, StaffRole
from accounts.roles import actions
from core.models import User
from evidence.models import Entry
from tests.accounts.roles.people import administrator, person
from tests.accounts.test_accounts import PASSWORD

pytestmark = pytest.mark.django_db
PROFILE = {"name": "Bo", "email": "bo@example.com", "mobile": "", "language": "en"}
NEW = "a-quite-new-passphrase"


@pytest.fixture
def ada():
    return administrator("ada")


@pytest.fixture
def bo():
    return administrator("bo")


def read_again(user):
    """The row as a request of this person has it."""
    return User.objects.get(pk=user.pk)


def valid(form):
    assert form.is_valid(), form.errors
    return form


def revoke_and_close(user, by):
    actions.revoke(user, StaffRole.ADMINISTRATOR, by=by)
    actions.set_active(user, False, by=by)


def is_stripped(user):
    user.refresh_from_db()
    return not (user.is_superuser or user.is_staff or user.is_active)


def test_a_profile_saved_meanwhile_brings_no_right_back(ada, bo):
    form = valid(forms.ProfileForm(PROFILE, instance=read_again(bo)))
    revoke_and_close(bo, by=ada)
    with pytest.raises(PermissionDenied):
        addresses.change_profile(form)
    assert is_stripped(bo)


@pytest.mark.parametrize("form_class", [UserEditForm, NameForm])
def test_nor_do_the_forms_of_the_admin(ada, bo, form_class):
    data = {"name": "Bo", "language": "en", "is_active": "on"}
    form = valid(form_class(data, instance=read_again(bo)))
    revoke_and_close(bo, by=ada)
    form.save()
    assert is_stripped(bo)
    assert (bo.name, bo.language) == ("Bo", "en")


def test_a_profile_saved_meanwhile_fills_no_closed_account():
    lin = person("lin")
    form = valid(forms.ProfileForm(PROFILE | {"email": lin.email}, instance=read_again(lin)))
    personal_data.close_account(lin)
    with pytest.raises(PermissionDenied):
        addresses.change_profile(form)
    assert read_again(lin).name == ""


def reset(user):
    """By the link, with which the owner keeps a stranger out who knows the old password."""
    data = {"new_password1": NEW, "new_password2": NEW}
    passwords.change_password(valid(forms.SetPasswordForm(read_again(user), data)), by=user)


def test_a_profile_saved_meanwhile_leaves_the_new_password():
    lin = person("lin")
    form = valid(forms.ProfileForm(PROFILE | {"email": lin.email}, instance=read_again(lin)))
    reset(lin)
    addresses.change_profile(form)
    assert read_again(lin).check_password(NEW)


def test_an_old_password_changes_nothing_once_it_was_reset():
    lin = person("lin")
    typed = PROFILE | {"email": lin.email, "mobile": "13800138000", "password": PASSWORD}
    number = valid(forms.ProfileForm(typed, instance=read_again(lin)))
    old = {"old_password": PASSWORD, "new_password1": "evil-kraanvogel-9"}
    old |= {"new_password2": "evil-kraanvogel-9"}
    password = valid(forms.PasswordChangeForm(read_again(lin), old))
    reset(lin)

    with pytest.raises(PermissionDenied):
        addresses.change_profile(number)
    with pytest.raises(PermissionDenied):
        passwords.change_password(password, by=lin)
    lin.refresh_from_db()
    assert (lin.mobile, lin.check_password(NEW)) == (None, True)
    assert not Entry.objects.filter(kind="mobile changed").exists()


def test_the_link_of_a_reset_opens_no_closed_account(ada):
    lin = person("lin")
    actions.set_active(lin, False, by=ada)
    form = valid(forms.SetPasswordForm(lin, {"new_password1": NEW, "new_password2": NEW}))
    with pytest.raises(PermissionDenied):
        passwords.change_password(form, by=lin)
    assert read_again(lin).check_password(PASSWORD)


def test_a_number_is_changed_where_the_password_is_kept_in_an_older_form(settings):
    lin = person("lin")
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    typed = PROFILE | {"email": lin.email, "mobile": "13800138000", "password": PASSWORD}
    addresses.change_profile(valid(forms.ProfileForm(typed, instance=read_again(lin))))
    assert read_again(lin).mobile == "13800138000"


def test_who_saves_their_settings_in_the_admin_stays_on_their_list_of_sessions(client, ada):
    client.force_login(ada)
    before = client.session.session_key
    settings = client.get(reverse("wagtailadmin_account")).context["panels_by_tab"]
    forms_of = [panel.get_form() for panels in settings.values() for panel in panels]
    data = {f.add_prefix(n): f[n].value() or "" for f in forms_of for n in f.fields}
    answer = client.post(reverse("wagtailadmin_account"), data)
    assert answer.status_code == 302
    assert client.session.session_key != before
    assert SignedInSession.objects.get().session_key == client.session.session_key
