from django.urls import path

from . import views as pages

app_name = "search_watching"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("engines/", pages.engines, name="engines"),
    path("rebuild/", pages.build, name="build"),
    path("missed/", pages.missed, name="missed"),
    path("missed.csv", pages.missed_csv, name="missed_csv"),
    path("missed/<int:pk>/ignore/", pages.ignore, name="ignore"),
    path("slow.csv", pages.slow_csv, name="slow_csv"),
]
