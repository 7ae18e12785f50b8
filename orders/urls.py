from django.urls import include, path

from orders import views

app_name = "orders"
urlpatterns = [
    path("", include("orders.payments.page_urls")),
    path("", include("orders.counter.urls")),
    path("cart/", views.cart, name="cart"),
    path("cart/add/", views.add_to_cart, name="cart_add"),
    path("cart/<int:pk>/", views.change_line, name="cart_change"),
    path("addresses/", views.addresses, name="addresses"),
    path("addresses/forget-orderer/", views.forget_orderer, name="forget_orderer"),
    path("addresses/<int:pk>/", views.address, name="address"),
    path("addresses/<int:pk>/deed/", views.address_action, name="address_action"),
    path("checkout/", views.checkout, name="checkout"),
    path("checkout/regions/<str:code>/", views.regions_below, name="regions"),
    path("checkout/notices/<str:kind>/<str:version>/", views.notice_text, name="notice"),
    path("orders/", views.orders, name="orders"),
    path("orders/<str:number>/", views.order, name="order"),
    path("orders/<str:number>/evidence/", views.evidence, name="evidence"),
    path("orders/<str:number>/parcel/", views.move_parcel, name="parcel"),
    path("orders/<str:number>/cancel/", views.cancel_order, name="cancel"),
    path("orders/<str:number>/return/", views.return_goods, name="return"),
    path("orders/<str:number>/returns/<str:returned>/", views.move_return, name="move_return"),
    path("orders/<str:number>/pickup-code/", views.new_pickup_code, name="pickup_code"),
    path("orders/<str:number>/page/<int:line>/", views.page_as_bought, name="page_as_bought"),
]
