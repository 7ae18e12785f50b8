"""What one-letter values of some fields stand for, and codes that no field's table checks."""

from collections.abc import Mapping

from .carriage import TRADE_MODES
from .places import HENAN_DISTRICTS

ID_TYPES = {"1": "居民身份证", "2": "其他"}
FREIGHT_FLAGS = {"1": "率", "2": "单价", "3": "总价"}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "appType": {"1": "新增", "2": "变更", "3": "删除"},
    "appStatus": {"1": "暂存", "2": "申报"},
    "ieFlag": {"I": "进口", "E": "出口"},
    "orderType": {"I": "进口", "E": "出口", "B": "B2B出口", "W": "海外仓"},
    "buyerIdType": ID_TYPES,
    "payerIdType": ID_TYPES,
    "logisticsStatus": {"S": "签收"},
    "statisticsFlag": {"A": "简化申报", "B": "汇总申报"},
    "summaryFlag": {"1": "按收发货人", "2": "按收发货人和生产销售单位"},
    "status": {"1": "已生成", "2": "已汇总", "3": "作废"},
    "fFlag": FREIGHT_FLAGS,
    "iFlag": FREIGHT_FLAGS,
    "tradeMode": TRADE_MODES,
    "customsCode": HENAN_DISTRICTS,
    "portCode": HENAN_DISTRICTS,
}
