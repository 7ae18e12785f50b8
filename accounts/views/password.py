import logging

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from kombu.exceptions import OperationalError

from accounts import forms
from accounts.actions import passwords
from accounts.sign_in import sessions
from accounts.sign_in.pacing import password_paced
from accounts.sign_in.steps import enter
from accounts.sign_in.visitors import visitor
from accounts.tasks import mail_password_reset
from core.rate_limits import limited

log = logging.getLogger(__name__)


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"], by=visitor)
@login_required
@password_paced
def change_password(request):
    form = forms.PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.change_password(form, by=request.user)
        update_session_auth_hash(request, form.user)
        sessions.moved(request)
        sessions.end_others(request)
        messages.success(request, changed())
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})


def changed():
    return _("Your password has been changed. Other devices have to sign in again.")


@never_cache
@limited("password_reset", methods=["POST"], by=visitor)
def reset_password(request):
    form = forms.PasswordResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enqueue_password_reset(form.cleaned_data["email"].strip().lower())
        return redirect("accounts:reset_sent")
    return render(request, "accounts/reset.html", {"form": form})


def enqueue_password_reset(email, by_staff=False):
    """The worker looks the address up, so that the page takes equally long for any: its time must
    not tell which addresses have an account. Without a broker it is done here rather than never."""
    try:
        mail_password_reset.delay(email, by_staff)
    except (OSError, OperationalError):
        log.warning("no broker: the web process sends the password email")
        passwords.send_password_reset(email, by_staff)


class NewPassword(auth_views.PasswordResetConfirmView):
    """Django's own: it keeps the token out of the address bar and of referrers."""

    template_name = "accounts/new_password.html"
    form_class = forms.SetPasswordForm

    def form_valid(self, form):
        passwords.change_password(form, by=form.user)
        logout(self.request)  # else what follows would be kept in a session that is ended next
        sessions.end(form.user.signed_in_sessions.all())
        messages.success(self.request, changed())
        return enter(self.request, form.user)
