from django.urls import path

from search.pages import views
from search.saved import views as saved_views

app_name = "search"
urlpatterns = [
    path("goods/", views.goods, name="goods"),
    path("search/", views.everything, name="everything"),
    path("search/suggest", views.suggest, name="suggest"),
    path("search/scan/", views.scan, name="scan"),
    path("search/saved/", saved_views.saved, name="saved"),
    path("search/saved/add/", saved_views.add, name="saved_add"),
    path("search/saved/<int:pk>/rename/", saved_views.rename, name="saved_rename"),
    path("search/saved/<int:pk>/pause/", saved_views.pause, name="saved_pause"),
    path("search/saved/<int:pk>/resume/", saved_views.resume, name="saved_resume"),
    path("search/saved/<int:pk>/delete/", saved_views.delete, name="saved_delete"),
    path("search/saved/stop/<str:token>/", saved_views.stop, name="saved_stop"),
]
