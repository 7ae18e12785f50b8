from django.urls import path

from orders.counter import views

urlpatterns = [
    path("counter/", views.counters, name="counters"),
    path("counter/<slug:slug>/", views.counter, name="counter"),
    path("counter/<slug:slug>/hand-over/", views.hand_over_goods, name="hand_over"),
]
