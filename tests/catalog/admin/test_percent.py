from decimal import Decimal

import pytest

from catalog.admin.percent import percent


@pytest.mark.parametrize(
    ("rate", "text"),
    [("0.0900", "9%"), ("0.1300", "13%"), ("0.0910", "9.1%"), ("0.0000", "0%"), ("1.0000", "100%")],
)
def test_a_rate_in_the_admin_s_list_is_a_percentage(rate, text):
    assert percent(Decimal(rate)) == text
