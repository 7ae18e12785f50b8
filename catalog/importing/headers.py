"""Column headers in Chinese or English, in any order, as merchants' forms really write them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from catalog.importing.errors import UnreadableFileError

# field: spellings. The first is the contract's own; folding drops case, blanks and brackets.
HEADERS = {
    "sku": "sku 产品SKU 商品SKU 货号 商品货号 产品货号 料号 商品编号 产品编号 商品编码 item_no",
    "gtin": "gtin 条码 条形码 商品条码 产品条码 商品条形码 国际条码 ean barcode upc ean13",
    "name_zh": "name_zh 产品名称 商品名称 品名 中文名称 名称 商品中文名 中文品名 chinese_name name",
    "name_en": "name_en 英文名称 英文品名 商品英文名称 产品英文名称 english_name",
    "name_ja": "name_ja 日文名称",
    "brand": "brand 品牌 商品品牌 品牌名称 brand_name",
    "brand_aliases": "brand_aliases 品牌别名 品牌其他名称 aliases",
    "spec": "spec 规格 规格型号 商品规格 产品规格 specification size",
    "category": "category 产品品类 品类 类目 分类 商品分类 商品类目 商品类别 category_name",
    "origin": "origin 原产国 原产地 产地 原产国(地区) 原产国/地区 country country_of_origin",
    "hs_code": "hs_code 海关编码 HS编码 hs 税则号列 商品编号(HS) 税号 hscode 海关商品编码",
    "unit": "unit 单位 计量单位 销售单位 申报单位 成交单位 unit_of_sale",
    "price": "price 申报价值 价格 单价 售价 销售价 申报单价 零售价 unit_price",
    "currency": "currency 币种 币制 申报币种 货币",
    "net_weight_g": "net_weight_g 净重 净重(g) 净重(克) net_weight",
    "net_weight_kg": "净重(kg) 净重(千克) 净重(公斤) net_weight_kg",
    "gross_weight_g": "gross_weight_g 毛重 毛重(g) 毛重(克) gross_weight 重量(g) 重量(克)",
    "gross_weight_kg": "毛重(kg) 毛重(千克) 重量(kg) 重量(千克) 重量(公斤) 重量 gross_weight_kg"
    " weight_kg weight",
    "net_content": "net_content 净含量 净含量(g/ml) 净含量(克/毫升) content",
    "pieces": "pieces 件数 片数 每件数量 内含件数 入数 包装数量 pcs",
    "stock": "stock 库存 库存数量 现货数量 在库数量 quantity qty on_hand",
    "mode": "mode 贸易方式 监管方式 业务模式 trade_mode",
    "record_number": "record_number 账册料号 账册备案料号 备案料号 账册项号 item_record_no",
    "description_zh": "description_zh 中文描述 商品描述 产品描述 描述 详情 description",
    "description_en": "description_en 英文描述 英文详情",
}
NAMES = ("name_zh", "name_en", "name_ja")
SCALED = {"net_weight_kg": "net_weight_g", "gross_weight_kg": "gross_weight_g"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in a row. `ignored`: headers nobody knows, as written."""

    positions: dict[str, int]
    ignored: tuple[str, ...]

    def __contains__(self, field: str) -> bool:
        return field in self.positions

    def cell(self, row: Sequence[str], field: str) -> str:
        position = self.positions.get(field)
        return row[position] if position is not None and position < len(row) else ""


def fold(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_*:()\[\]./·-]+", "", text)


KNOWN = {
    fold(spelling): field for field, spellings in HEADERS.items() for spelling in spellings.split()
}


def find_columns(row: Sequence[str]) -> Columns | None:
    """The columns of a header row; None if this row is no header: it names the SKU and a name.

    Raises UnreadableFileError where one header stands there twice. Of two headers for one field
    (毛重 and 重量) the first counts."""
    positions: dict[str, int] = {}
    ignored, seen = [], set()
    for position, header in enumerate(row):
        folded = fold(header)
        field = KNOWN.get(folded)
        if field is None:
            if header.strip():
                ignored.append(header.strip())
            continue
        if folded in seen:
            raise UnreadableFileError("column_twice", column=header.strip())
        seen.add(folded)
        positions.setdefault(field, position)
    if "sku" not in positions or not any(name in positions for name in NAMES):
        return None
    return Columns(positions, tuple(ignored))
