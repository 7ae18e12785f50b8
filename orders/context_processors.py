from orders.checkout.cart import COUNT_KEY


def cart(request):
    """Pieces in the cart, for the masthead; kept in the session, so no query of its own."""
    session = getattr(request, "session", None)
    return {"cart_count": session.get(COUNT_KEY, 0) if session is not None else 0}
