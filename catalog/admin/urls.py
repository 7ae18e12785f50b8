from django.urls import path

from catalog.admin import filings, imports

app_name = "catalog_staff"
urlpatterns = [
    path("filings/", filings.filings, name="filings"),
    path("filings/<int:pk>/", filings.filing, name="filing"),
    path("filings/<int:pk>/approve/", filings.approve, name="approve"),
    path("filings/<int:pk>/take-back/", filings.withdraw, name="take_back"),
    path("filings/<int:pk>/price/", filings.price, name="price"),
    path("stock/<int:pk>/", filings.count, name="count"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.job, name="import"),
    path("imports/<int:pk>/errors.csv", imports.errors, name="errors"),
    path("imports/<int:pk>/write/", imports.write, name="write"),
]
