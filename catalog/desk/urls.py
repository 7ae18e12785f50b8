"""An exhibitor's goods, below `/desk/<slug>/goods/`."""

from django.urls import path

from catalog.desk.views import goods, trade

urlpatterns = [
    path("", goods.goods, name="goods"),
    path("<int:pk>/", goods.good, name="good"),
    path("<int:pk>/preview/", goods.preview, name="good_preview"),
    path("<int:pk>/withdraw/", goods.take_back, name="good_withdraw"),
    path("<int:pk>/price/<int:variant>/", trade.price, name="good_price"),
    path("<int:pk>/stock/<int:record>/", trade.stock, name="good_stock"),
]
