from django.urls import include, path

from orders.views import addresses, cart, checkout, evidence, order, parcel, pickup, returns

app_name = "orders"
urlpatterns = [
    path("", include("orders.payments.page_urls")),
    path("", include("orders.counter.urls")),
    path("cart/", cart.cart, name="cart"),
    path("cart/add/", cart.add_to_cart, name="cart_add"),
    path("cart/<int:pk>/", cart.change_line, name="cart_change"),
    path("addresses/", addresses.addresses, name="addresses"),
    path("addresses/forget-orderer/", addresses.forget_orderer, name="forget_orderer"),
    path("addresses/<int:pk>/", addresses.address, name="address"),
    path("addresses/<int:pk>/deed/", addresses.address_action, name="address_action"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/regions/<str:code>/", checkout.regions_below, name="regions"),
    path("checkout/notices/<str:kind>/<str:version>/", checkout.notice_text, name="notice"),
    path("orders/", order.orders, name="orders"),
    path("orders/<str:number>/", order.order, name="order"),
    path("orders/<str:number>/evidence/", evidence.evidence, name="evidence"),
    path("orders/<str:number>/parcel/", parcel.move_parcel, name="parcel"),
    path("orders/<str:number>/cancel/", order.cancel_order, name="cancel"),
    path("orders/<str:number>/return/", returns.return_goods, name="return"),
    path("orders/<str:number>/returns/<str:returned>/", returns.move_return, name="move_return"),
    path("orders/<str:number>/pickup-code/", pickup.new_pickup_code, name="pickup_code"),
    path("orders/<str:number>/page/<int:line>/", order.page_as_bought, name="page_as_bought"),
]
