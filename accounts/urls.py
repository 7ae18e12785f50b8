from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-up/", views.sign_up, name="sign_up"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.change_password, name="change_password"),
    path("password/reset/", views.reset_password, name="reset_password"),
    path("password/reset/sent/", views.reset_sent, name="reset_sent"),
    path("password/new/<uidb64>/<token>/", views.NewPassword.as_view(), name="new_password"),
    path("my-data/", views.my_data, name="my_data"),
    path("close/", views.close, name="close"),
]
