from django.urls import path

from clearance import receiving

app_name = "receiving"
urlpatterns = [path("clearance/receipts/", receiving.receipts, name="receipts")]
