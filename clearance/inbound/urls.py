from django.urls import path

from clearance.inbound import receipts as receipts_endpoint
from clearance.inbound.payment_data import plat_data_open

app_name = "receiving"
urlpatterns = [
    path("clearance/receipts/", receipts_endpoint.receipts, name="receipts"),
    path("clearance/platDataOpen", plat_data_open, name="plat_data_open"),
]
