from django.urls import path

from centers import views

app_name = "centers"
urlpatterns = [
    path("centers/", views.centers, name="centers"),
    path("centers/<slug:slug>/", views.center, name="center"),
    path("centers/<slug:slug>/labels.pdf", views.labels, name="labels"),
    path("q/<str:value>.svg", views.token_svg, name="token_svg"),
    path("q/<str:value>", views.token, name="token"),
]
