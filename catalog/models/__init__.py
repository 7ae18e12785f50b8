from .category import Brand, Category
from .export_filing import ExportFiling
from .filing import Filing, TaxRate
from .import_job import ImportJob, ImportRow
from .lists import PositiveListEntry, StopListEntry
from .price_change import PriceChange
from .product import Product, ProductPicture, ProductSnapshot
from .stock import StockMovement, StockRecord
from .variant import Variant
from .zone import Zone, ZoneMode

__all__ = [
    "Brand",
    "Category",
    "ExportFiling",
    "Filing",
    "ImportJob",
    "ImportRow",
    "PositiveListEntry",
    "PriceChange",
    "Product",
    "ProductPicture",
    "ProductSnapshot",
    "StockMovement",
    "StockRecord",
    "StopListEntry",
    "TaxRate",
    "Variant",
    "Zone",
    "ZoneMode",
]
