from django.urls import path

from clearance import life_views, views

app_name = "clearance"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages/<int:pk>/send-again/", views.resend, name="resend"),
    path("messages/<int:pk>/give-up/", views.end_order, name="give_up"),
    path("receipts/<int:pk>/", views.receipt, name="receipt"),
    path("orders/<str:number>/withdraw/", life_views.withdraw, name="withdraw"),
    path("tax-bills/", life_views.tax_bills, name="tax_bills"),
    path("strays/", views.strays, name="strays"),
]
