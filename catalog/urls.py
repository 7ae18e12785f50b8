from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [
    path("goods/<str:slug>/", views.product, name="product"),
    path("goods/<str:slug>/related/", views.related, name="related"),
    path("goods/<str:slug>/as-bought/<str:digest>/", views.as_bought, name="as_bought"),
]
