from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [path("goods/<str:slug>/", views.product, name="product")]
