"""The integrity check reports what no action would write."""

from decimal import Decimal

import pytest

from orders.models import QuotaEntry, Return, ReturnLine
from orders.monitoring import integrity
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def test_more_back_than_was_charged_is_noticed():
    order = make_order(quantity=2, paid=True)
    line = order.lines.get()
    goods_return = Return.objects.create(number="R1", order=order, reason="faulty")
    row = ReturnLine.objects.create(goods_return=goods_return, line=line, quantity=2)
    assert integrity.returns() == []
    row.tax_back, row.quota_back = line.tax_total + Decimal("0.01"), Decimal("1.00")
    row.save()
    second = Return.objects.create(number="R2", order=order, reason="faulty")
    ReturnLine.objects.create(goods_return=second, line=line, quantity=1)
    errors = " ".join(integrity.returns())
    assert "tax_back" in errors
    assert "more pieces" in errors
    assert "its returns say" in errors
    second.state = Return.State.DECLINED
    second.save()
    QuotaEntry.objects.update(given_back=Decimal("1.00"))
    ReturnLine.objects.filter(pk=row.pk).update(tax_back=line.tax_total)
    assert integrity.returns() == []
