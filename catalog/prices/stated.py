"""A price as its exhibitor states it: in yuan, or in a currency that nothing is sold in here."""

YUAN = "CNY"
WITHOUT_CENTS = {"JPY", "KRW"}  # their smallest unit is the unit itself


def stated_price(amount, currency) -> str:
    """`¥1,234.50`, `1,234.50 USD`, `382 JPY`; a dash for None."""
    if amount is None:
        return "—"
    if currency == YUAN:
        return f"¥{amount:,.2f}"
    whole = currency in WITHOUT_CENTS and amount == int(amount)
    return f"{amount:,.{0 if whole else 2}f}\N{NO-BREAK SPACE}{currency}"
