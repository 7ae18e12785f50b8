"""Currencies: customs' three-digit numbers beside ISO 4217 letters (public backup of 2019)."""

_ROWS = """
110 HKD 港币
116 JPY 日本元
118 KWD 科威特第纳尔
121 MOP 澳门元
122 MYR 马来西亚林吉特
127 PKR 巴基斯坦卢比
129 PHP 菲律宾比索
132 SGD 新加坡元
136 THB 泰国铢
142 CNY 人民币
143 TWD 台币
201 DZD 阿尔及利亚第纳尔
300 EUR 欧元
302 DKK 丹麦克朗
303 GBP 英镑
326 NOK 挪威克朗
330 SEK 瑞典克朗
331 CHF 瑞士法郎
501 CAD 加拿大元
502 USD 美元
601 AUD 澳大利亚元
609 NZD 新西兰元
"""
CURRENCIES: dict[str, str] = {}
_BY_LETTERS: dict[str, str] = {}
for _line in _ROWS.strip().splitlines():
    _number, _letters, _name = _line.split(" ")
    CURRENCIES[_number] = _name
    _BY_LETTERS[_letters] = _number


def customs_currency(letters: str) -> str:
    """The number of an ISO 4217 code, or of itself. Raises KeyError."""
    wanted = letters.strip().upper()
    return wanted if wanted in CURRENCIES else _BY_LETTERS[wanted]
