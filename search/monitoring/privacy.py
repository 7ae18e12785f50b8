"""Which searched texts may be recorded: those that can't identify who searched.

People type telephone numbers, identity numbers, waybills and addresses into any box. A text that
looks like one is dropped whole; masking a part would store the rest (R-PRIV-1).
"""

import re
import unicodedata

from search.analysis.normalization import fold
from search.models.query_log import MAX_LENGTH

CHINESE_DIGITS = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖两幺"
SEPARATED = r"[\s\-–—_.,:/()+]*"
PERSONAL = (
    # telephone, identity, order, barcode, card; spelled out too, or half of it
    re.compile(rf"[\d{CHINESE_DIGITS}](?:{SEPARATED}[\d{CHINESE_DIGITS}]){{5}}"),
    re.compile(r"@|\b(?:https?|www)\b|\.(?:com|cn|net|org)\b"),  # email and web addresses
    re.compile(r"(?<![a-z])[a-z]{1,4}[- ]?\d{4}|[a-z]+-\d\w*-|[a-z]+-\d{3}"),  # passport, SKU
    re.compile(r"(?<![a-z0-9])(?=(?:[a-z]*\d){3})(?=\d*[a-z])[a-z0-9]{8}"),  # waybill, voucher
    re.compile(r"[a-z0-9]{20}|[^\w\s]{4}"),  # tokens, passwords, program text
    # where one lives
    re.compile(rf"[\d{CHINESE_DIGITS}]\s*(?:号楼|号院|栋|幢|单元|弄)|\d\d\s*[号室]"),
    re.compile(r"(?:路|街|巷|大道)\s*\d"),
    re.compile(r"收件人|收货人|姓名|身份证|微信号|手机号"),
    re.compile(r"(?:电话|手机|微信|地址|密码|qq)\s*(?:是|为|:|\d)"),
    re.compile(r"(?<![a-z])(?:wx|vx|weixin|wechat|qq)[\s:_-]*[a-z0-9]{4}|(?:密码|口令)\s*[a-z0-9]"),
    re.compile(r"\b(?:phone|mobile|tel|passport|password|address)\s*(?:is|no|number|:|\d)"),
)


def recordable_text(typed: str) -> str | None:
    """As it may be recorded: normalized, without control characters, short; None if not at all."""
    folded = fold(typed)
    clean = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in folded)
    text = " ".join(clean.split())
    if not 1 < len(text) <= MAX_LENGTH or not any(c.isalpha() for c in text):
        return None
    return None if any(pattern.search(text) for pattern in PERSONAL) else text
