from django.urls import path

from exhibitors import views

app_name = "exhibitors"
urlpatterns = [
    path("exhibitors/", views.exhibitors, name="exhibitors"),
    path("exhibitors/<slug:slug>/", views.exhibitor, name="exhibitor"),
]
