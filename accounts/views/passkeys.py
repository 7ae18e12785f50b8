"""The four steps of django-otp-webauthn, with what this site asks for besides."""

from django.db import IntegrityError
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _
from django_otp import login as otp_login
from django_otp_webauthn import exceptions, views
from django_otp_webauthn.utils import rewrite_exceptions

from accounts.actions import second_factor
from accounts.second_factor import passkeys
from accounts.sign_in import sessions
from accounts.sign_in.browsers import device_of
from accounts.sign_in.destinations import destination
from accounts.sign_in.reauthentication import is_recent, proved_now
from accounts.sign_in.steps import Method, pending, sign_in
from accounts.sign_in.visitors import visitor
from core.next_url import is_own_path
from core.rate_limits import seconds_to_wait


class TooOftenError(exceptions.OTPWebAuthnApiError):
    status_code = 429
    default_code = "too_often"
    default_detail = _("Too many attempts. Please try again later.")


class SignInTooOldError(exceptions.OTPWebAuthnApiError):
    status_code = 403
    default_code = "sign_in_too_old"
    default_detail = _("Please sign in again first.")


def paced(request):
    if seconds_to_wait("passkey", visitor(request)):
        raise TooOftenError


class OnlyHere:
    """On host names alone, and not too often."""

    def initial(self, request, *args, **kwargs):
        paced(request)
        if not passkeys.are_possible(request):
            raise exceptions.InvalidState
        super().initial(request, *args, **kwargs)


class RecentSignIn(OnlyHere):
    def check_can_register(self):
        if not is_recent(self.request):
            raise SignInTooOldError


class BeginRegistration(RecentSignIn, views.BeginCredentialRegistrationView):
    pass


class CompleteRegistration(RecentSignIn, views.CompleteCredentialRegistrationView):
    def post(self, *args, **kwargs):
        user, state = self.get_user(), self.get_state()
        name, _icon = device_of(self.request.META.get("HTTP_USER_AGENT", ""))
        try:
            with rewrite_exceptions():
                passkey = second_factor.add_passkey(
                    user, self.get_helper(), state, self.request.data, name
                )
        except IntegrityError as exc:  # a passkey that is known already, whose is nobody's business
            raise exceptions.InvalidState from exc
        if not user.is_verified():
            otp_login(self.request, passkey)
        sessions.end_others(self.request)  # they know nothing of the second factor
        return JsonResponse({"id": passkey.pk})


class PendingUser(OnlyHere):
    """The user who has given the password and owes the second factor; else the signed-in user."""

    def get_user(self):
        return pending(self.request)[0] or super().get_user()


class BeginAuthentication(PendingUser, views.BeginCredentialAuthenticationView):
    pass


class CompleteAuthentication(PendingUser, views.CompleteCredentialAuthenticationView):
    def complete_auth(self, device):
        """Signs in, or proves again who is signed in."""
        request, (_user, url) = self.request, pending(self.request)
        wanted = request.GET.get("next", "")
        url = url or (wanted if is_own_path(request, wanted) else "")
        if request.user.is_authenticated and request.user.pk == device.user_id:
            otp_login(request, device)
            proved_now(request)
            self.response = None
            self.url = destination(device.user, url)
        else:
            self.response = sign_in(request, device.user, url, Method.PASSKEY, device)
            self.url = self.response.url

    def post(self, *args, **kwargs):
        answer = super().post(*args, **kwargs)
        if self.response is not None:
            answer.cookies.update(self.response.cookies)  # the browser is known from now on
        return answer

    def get_success_data(self, device):
        return {"id": device.pk, "redirect_url": self.url}
