from django.urls import path

from . import views

app_name = "search_monitoring"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("engines/", views.engines, name="engines"),
    path("rebuild/", views.build, name="build"),
    path("missed/", views.missed, name="missed"),
    path("missed.csv", views.missed_csv, name="missed_csv"),
    path("missed/<int:pk>/ignore/", views.ignore, name="ignore"),
    path("slow.csv", views.slow_csv, name="slow_csv"),
]
