from django.urls import path
from django.views.generic import TemplateView

from accounts.views import account, code, links, password, security, sign_in, sign_up

app_name = "accounts"
reset_sent = TemplateView.as_view(template_name="accounts/reset_sent.html")
check_mail = TemplateView.as_view(template_name="accounts/check_mail.html")
urlpatterns = [
    path("", account.account, name="account"),
    path("new-address/", account.proposed_address, name="proposed_address"),
    path("sign-up/", sign_up.sign_up, name="sign_up"),
    path("sign-up/check-mail/", check_mail, name="check_mail"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", code.sign_in_code, name="sign_in_code"),
    path("confirm/", code.confirm, name="confirm"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("link/<str:token>/", links.link, name="link"),
    path("password/", password.change_password, name="change_password"),
    path("password/reset/", password.reset_password, name="reset_password"),
    path("password/reset/sent/", reset_sent, name="reset_sent"),
    path("password/new/<uidb64>/<token>/", password.NewPassword.as_view(), name="new_password"),
    path("security/", security.security, name="security"),
    path("security/sessions/<int:pk>/end/", security.end_session, name="end_session"),
    path("security/sessions/end-others/", security.end_other_sessions, name="end_other_sessions"),
    path("security/authenticator/", security.authenticator, name="authenticator"),
    path(
        "security/authenticator/remove/",
        security.remove_authenticator,
        name="remove_authenticator",
    ),
    path("security/backup-codes/", security.backup_codes, name="backup_codes"),
    path("security/passkeys/add/", security.add_passkey, name="add_passkey"),
    path("security/passkeys/<int:pk>/remove/", security.remove_passkey, name="remove_passkey"),
    path("my-data/", account.my_data, name="my_data"),
    path("close/", account.close, name="close"),
]
