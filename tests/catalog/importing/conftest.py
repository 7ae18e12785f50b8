from datetime import date

import pytest

from catalog.importing.run import import_goods
from catalog.models import ZoneMode
from tests.factories import make_category, make_exhibitor, make_tax_rate, make_zone


@pytest.fixture
def kiwi(db):
    make_category()
    make_tax_rate()
    make_zone()
    air = make_zone("xz-air", modes=["9610"])
    assert ZoneMode.objects.filter(zone=air, valid_from=date(2014, 1, 1)).exists()
    return make_exhibitor("kiwi")


@pytest.fixture
def take(kiwi):
    """Import bytes for the exhibitor; texts of the report in English."""

    def take(data, **options):
        options = {"exhibitor": kiwi, "file_name": "goods.csv", "language": "en"} | options
        return import_goods(data, **options)

    return take
