import logging

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from accounts import actions, forms, personal_data
from accounts.tasks import mail_password_reset
from accounts.workplaces import workplaces_of
from core.models import User
from core.next_url import is_own_path
from core.rate_limits import limited, seconds_to_wait, too_many_requests
from core.templatetags.navigation import path

log = logging.getLogger(__name__)
BACKEND = "accounts.backends.EmailOrMobileBackend"


def requested_url(request):
    """Where the visitor was going, if that is a page of this site; else ""."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if is_own_path(request, url) else ""


def next_url(request):
    """Where the visitor was going; else people who work here go there, others to the home page."""
    if url := requested_url(request):
        return url
    if not (workplaces := workplaces_of(request.user)):
        return path()
    return reverse("accounts:account") if len(workplaces) > 1 else workplaces[0].url


@never_cache
@sensitive_post_parameters()
@limited("sign_up", methods=["POST"])
def sign_up(request):
    if request.user.is_authenticated:
        return redirect(next_url(request))
    form = forms.SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kind, value = data["login"]
        fields = {name: data[name] for name in ("password", "name", "language")}
        try:
            with transaction.atomic():
                user = User.objects.create_user(**{kind: value}, **fields)
        except IntegrityError:  # a double click: the first one made the account
            form.add_error("login", _("There is already an account with this address or number."))
        else:
            login(request, user, backend=BACKEND)
            messages.success(request, _("Welcome. Your account is ready."))
            return redirect(next_url(request))
    return render(request, "accounts/sign_up.html", {"form": form, "next": requested_url(request)})


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"])
def sign_in(request):
    # with a `next`, a signed-in visitor was sent here because that page needs other rights
    if request.user.is_authenticated and request.method == "GET" and not requested_url(request):
        return redirect("accounts:account")
    form = forms.SignInForm(request, request.POST or None)
    if request.method == "POST":
        name = request.POST.get("login", "").strip().lower()
        if wait := seconds_to_wait("sign_in_account", name):  # guesses from many addresses
            return too_many_requests(request, wait)
        if form.is_valid():
            login(request, form.user)
            return redirect(next_url(request))
    return render(request, "accounts/sign_in.html", {"form": form, "next": requested_url(request)})


@require_POST
def sign_out(request):
    logout(request)
    messages.info(request, _("You have signed out."))
    return redirect(path())


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"])  # it asks for the password too
@login_required
def account(request):
    form = forms.ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST":
        if form.is_valid():
            form.save()
            messages.success(request, _("Saved."))
            return redirect("accounts:account")
        request.user.refresh_from_db()  # the frame shows what is stored, not what was typed
    return render(
        request,
        "accounts/account.html",
        {"form": form, "workplaces": workplaces_of(request.user)},
    )


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"])
@login_required
def change_password(request):
    form = forms.PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)  # other devices are signed out
        messages.success(
            request, _("Your password has been changed. Other devices have to sign in again.")
        )
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})


@never_cache
@login_required
def my_data(request):
    """A copy of one's data, as a file (R-PRIV-5)."""
    response = JsonResponse(
        personal_data.export(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="e-expo-my-data.json"'
    return response


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"])
@login_required
def close(request):
    form = forms.CloseAccountForm(request.user, request.POST or None)
    reasons = personal_data.reasons_to_keep(request.user)
    if request.method == "POST" and not reasons and form.is_valid():
        reasons = personal_data.close_account(request.user)
        if not reasons:
            logout(request)
            messages.info(request, _("Your account is closed."))
            return redirect(path())
    return render(request, "accounts/close.html", {"form": form, "reasons": reasons})


@never_cache
@limited("password_reset", methods=["POST"])
def reset_password(request):
    form = forms.PasswordResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enqueue_password_reset(form.cleaned_data["email"].strip().lower())
        return redirect("accounts:reset_sent")
    return render(request, "accounts/reset.html", {"form": form})


def enqueue_password_reset(email):
    """The worker looks the address up, so that the page takes equally long for any: its time must
    not tell which addresses have an account. Without a broker it is done here rather than never."""
    try:
        mail_password_reset.delay(email)
    except (OSError, OperationalError):
        log.warning("no broker: the web process sends the password email")
        actions.send_password_reset(email)


class NewPassword(auth_views.PasswordResetConfirmView):
    """Django's own: it keeps the token out of the address bar and of referrers."""

    template_name = "accounts/new_password.html"
    form_class = forms.SetPasswordForm
    post_reset_login = True
    post_reset_login_backend = BACKEND
    success_url = reverse_lazy("accounts:account")

    def form_valid(self, form):
        messages.success(
            self.request, _("Your password has been changed. Other devices have to sign in again.")
        )
        return super().form_valid(form)


def sign_in_first(request):
    """In place of the sign-in pages that libraries bring: one door, which counts its tries."""
    url = request.GET.get("next") or reverse("wagtailadmin_home")
    return redirect(reverse("accounts:sign_in", query={"next": url}))
