from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("goods/", views.goods, name="goods"),
    path("search/suggest", views.suggest, name="suggest"),
]
