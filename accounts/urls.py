from django.urls import path
from django.views.generic import TemplateView

from accounts.views import account, links, password, sign_in, sign_up

app_name = "accounts"
reset_sent = TemplateView.as_view(template_name="accounts/reset_sent.html")
check_mail = TemplateView.as_view(template_name="accounts/check_mail.html")
urlpatterns = [
    path("", account.account, name="account"),
    path("new-address/", account.proposed_address, name="proposed_address"),
    path("sign-up/", sign_up.sign_up, name="sign_up"),
    path("sign-up/check-mail/", check_mail, name="check_mail"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("link/<str:token>/", links.link, name="link"),
    path("password/", password.change_password, name="change_password"),
    path("password/reset/", password.reset_password, name="reset_password"),
    path("password/reset/sent/", reset_sent, name="reset_sent"),
    path("password/new/<uidb64>/<token>/", password.NewPassword.as_view(), name="new_password"),
    path("my-data/", account.my_data, name="my_data"),
    path("close/", account.close, name="close"),
]
