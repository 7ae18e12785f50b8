from .category import Brand, Category
from .export_filing import ExportFiling
from .filing import Filing, TaxRate
from .import_job import ImportJob, ImportRow
from .lists import PositiveListEntry, StopListEntry
from .product import Product, ProductPicture, ProductSnapshot
from .stock import StockMovement, StockRecord
from .variant import PriceChange, Variant
from .zone import Zone, ZoneMode
