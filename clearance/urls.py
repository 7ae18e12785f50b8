from django.urls import path

from clearance.views import departures, document, exports, payment_data, queues, reconciliation
from clearance.views.blocked import blocked
from clearance.views.tax_bills import tax_bills
from clearance.views.whole import whole
from clearance.views.withdrawal import withdraw
from clearance.views.zones import zones

app_name = "clearance"
urlpatterns = [
    path("", queues.overview, name="overview"),
    path("documents.csv", queues.export, name="export"),
    path("send-again/", queues.resend_chosen, name="resend_chosen"),
    path("zones/", zones, name="zones"),
    path("messages/<int:pk>/", document.message, name="message"),
    path("messages/<int:pk>/correct/", document.correct_order, name="correct"),
    path("messages/<int:pk>/send-again/", document.resend_message, name="resend"),
    path("messages/<int:pk>/give-up/", document.end_order, name="give_up"),
    path("batches/<int:pk>/", queues.transmission, name="batch"),
    path("receipts/<int:pk>/", queues.receipt, name="receipt"),
    path("whole/<slug:source>/<int:pk>/", whole, name="whole"),
    path("orders/<str:number>/withdraw/", withdraw, name="withdraw"),
    path("tax-bills/", tax_bills, name="tax_bills"),
    path("payment-data/", payment_data.requests, name="payment_data"),
    path("payment-data/<int:pk>/send-again/", payment_data.resend, name="payment_data_resend"),
    path("exports/", exports.month_of_exports, name="exports"),
    path("departures/", departures.departures, name="departures"),
    path("departures/bill/", departures.bill_of_lading, name="bill"),
    path("returns/", queues.returns, name="returns"),
    path("held-up/", blocked, name="blocked"),
    path("strays/", queues.unmatched, name="unmatched"),
    path("reconciliation/", reconciliation.discrepancies, name="discrepancies"),
    path("reconciliation/run/", reconciliation.reconcile, name="reconcile"),
    path("reconciliation/<int:pk>/", reconciliation.discrepancy, name="discrepancy"),
    path(
        "reconciliation/<int:pk>/deed/",
        reconciliation.discrepancy_action,
        name="discrepancy_action",
    ),
]
