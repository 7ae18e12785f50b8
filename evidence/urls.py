from django.urls import path

from evidence import views

app_name = "evidence"
urlpatterns = [path("evidence/verify/", views.verify_bundle, name="verify_bundle")]
