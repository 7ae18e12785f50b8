from django.urls import path

from search.pages import views
from search.saved import views as saved

app_name = "search"
urlpatterns = [
    path("goods/", views.goods, name="goods"),
    path("search/", views.everything, name="everything"),
    path("search/suggest", views.suggest, name="suggest"),
    path("search/scan/", views.scan, name="scan"),
    path("search/saved/", saved.saved, name="saved"),
    path("search/saved/add/", saved.add, name="saved_add"),
    path("search/saved/<int:pk>/rename/", saved.rename, name="saved_rename"),
    path("search/saved/<int:pk>/pause/", saved.pause, name="saved_pause"),
    path("search/saved/<int:pk>/resume/", saved.resume, name="saved_resume"),
    path("search/saved/<int:pk>/delete/", saved.delete, name="saved_delete"),
    path("search/saved/stop/<str:token>/", saved.stop, name="saved_stop"),
]
