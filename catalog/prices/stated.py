"""A price as its exhibitor states it: in yuan, or in a currency that nothing is sold in here."""

from django.utils.translation import gettext as _

YUAN = "CNY"
WITHOUT_CENTS = {"JPY", "KRW"}  # their smallest unit is the unit itself


def stated_price(amount, currency) -> str:
    """`¥1,234.50`, `1,234.50 USD`, `382 JPY`; a dash for None."""
    if amount is None:
        return "—"
    if currency == YUAN:
        return f"¥{amount:,.2f}"
    return f"{amount:,.{decimals_of(amount, currency)}f}\N{NO-BREAK SPACE}{currency}"


def typed_price(amount, currency) -> str:
    """As it stands in a field: `382` yen, `1234.50` yuan; empty for None."""
    return "" if amount is None else f"{amount:.{decimals_of(amount, currency)}f}"


def decimals_of(amount, currency) -> int:
    return 0 if currency in WITHOUT_CENTS and amount == int(amount) else 2


def changed_price_text(product) -> str:
    """For whoever changed a price: from when visitors see it."""
    if product.live:
        return _("The price has been changed and is shown at once.")
    return _("The price has been changed. Visitors see it once the product is shown.")
