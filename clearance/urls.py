from django.urls import path

from clearance import views
from clearance.views import departures, exports, payment_data
from clearance.views.blocked import blocked
from clearance.views.tax_bills import tax_bills
from clearance.views.withdrawal import withdraw

app_name = "clearance"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("documents.csv", views.export, name="export"),
    path("send-again/", views.resend_chosen, name="resend_chosen"),
    path("zones/", views.zones, name="zones"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages/<int:pk>/correct/", views.correct_order, name="correct"),
    path("messages/<int:pk>/send-again/", views.resend_message, name="resend"),
    path("messages/<int:pk>/give-up/", views.end_order, name="give_up"),
    path("batches/<int:pk>/", views.transmission, name="batch"),
    path("receipts/<int:pk>/", views.receipt, name="receipt"),
    path("orders/<str:number>/withdraw/", withdraw, name="withdraw"),
    path("tax-bills/", tax_bills, name="tax_bills"),
    path("payment-data/", payment_data.requests, name="payment_data"),
    path("payment-data/<int:pk>/send-again/", payment_data.resend, name="payment_data_resend"),
    path("exports/", exports.month_of_exports, name="exports"),
    path("departures/", departures.departures, name="departures"),
    path("departures/bill/", departures.bill_of_lading, name="bill"),
    path("returns/", views.returns, name="returns"),
    path("held-up/", blocked, name="blocked"),
    path("strays/", views.unmatched, name="unmatched"),
    path("reconciliation/", views.discrepancies, name="discrepancies"),
    path("reconciliation/run/", views.reconcile, name="reconcile"),
    path("reconciliation/<int:pk>/", views.discrepancy, name="discrepancy"),
    path("reconciliation/<int:pk>/deed/", views.discrepancy_action, name="discrepancy_action"),
]
