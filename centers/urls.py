from django.urls import path

from centers import views

app_name = "centers"
urlpatterns = [
    path("centers/", views.centers, name="centers"),
    path("centers/<slug:slug>/", views.center, name="center"),
]
