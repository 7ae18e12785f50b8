from django.urls import path
from django.views.generic import TemplateView

from accounts import views

app_name = "accounts"
reset_sent = TemplateView.as_view(template_name="accounts/reset_sent.html")
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-up/", views.sign_up, name="sign_up"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.change_password, name="change_password"),
    path("password/reset/", views.reset_password, name="reset_password"),
    path("password/reset/sent/", reset_sent, name="reset_sent"),
    path("password/new/<uidb64>/<token>/", views.NewPassword.as_view(), name="new_password"),
    path("my-data/", views.my_data, name="my_data"),
    path("close/", views.close, name="close"),
]
