"""An exhibitor's goods, below `/desk/<slug>/goods/`."""

from django.urls import path

from catalog.desk.views import goods, imports
from catalog.desk.views import variants as trade

urlpatterns = [
    path("", goods.goods, name="goods"),
    path("import/", imports.imports, name="goods_imports"),
    path("import/<int:pk>/", imports.job, name="goods_import"),
    path("import/<int:pk>/errors.csv", imports.errors, name="goods_import_errors"),
    path("import/<int:pk>/write/", imports.write, name="goods_import_write"),
    path("<int:pk>/", goods.good, name="good"),
    path("<int:pk>/preview/", goods.preview, name="good_preview"),
    path("<int:pk>/withdraw/", goods.withdraw_from_review, name="good_withdraw"),
    path("<int:pk>/price/<int:variant>/", trade.price, name="good_price"),
    path("<int:pk>/stock/<int:record>/", trade.stock, name="good_stock"),
]
