"""An exhibitor's sales abroad, below `/desk/<slug>/exports/`; included by dotted name."""

from django.urls import path

from orders.desk import exports

urlpatterns = [
    path("", exports.exports, name="exports"),
    path("new/", exports.new_export, name="new_export"),
    path("<str:number>/", exports.export, name="export"),
    path("<str:number>/cancel/", exports.cancel_export, name="cancel_export"),
    path("<str:number>/refunds/<int:pk>/", exports.settle_export, name="settle_export"),
]
