"""What is wrong with a message, where, and which limit it breaks."""

from dataclasses import dataclass

# code: (English sentence, Chinese sentence); {zh} and {field} name the field.
# One table for builder, checker and rules: a clerk reads the same words from each.
SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("{field} is required", "{zh}（{field}）必填"),
    "unknown": ("{field} is not expected here", "此处不应出现{zh}（{field}）"),
    "order": ("{field} is in the wrong place", "{zh}（{field}）的位置不对"),
    "too_many": ("{field} occurs more than {limit} times", "{zh}（{field}）最多出现{limit}次"),
    "too_long": ("{field} is longer than {limit} characters", "{zh}（{field}）超过{limit}个字符"),
    "too_short": ("{field} is shorter than {limit} characters", "{zh}（{field}）少于{limit}个字符"),
    "length": (
        "{field} must have exactly {limit} characters",
        "{zh}（{field}）必须为{limit}个字符",
    ),
    "too_large": ("{field} is larger than {limit} bytes", "{zh}（{field}）超过{limit}字节"),
    "blank": ("{field} contains nothing but white space", "{zh}（{field}）只有空白"),
    "not_number": ("{field} is not a plain decimal number", "{zh}（{field}）不是数字"),
    "not_integer": ("{field} is not a whole number", "{zh}（{field}）不是整数"),
    "digits": ("{field} has more than {limit} digits", "{zh}（{field}）超过{limit}位数字"),
    "decimals": ("{field} has more than {limit} decimals", "{zh}（{field}）超过{limit}位小数"),
    "negative": ("{field} must not be negative", "{zh}（{field}）不能为负数"),
    "not_time": (
        "{field} is not a date or time of the form {limit}",
        "{zh}（{field}）不是{limit}格式的时间",
    ),
    "not_allowed": ("{field} must be one of: {limit}", "{zh}（{field}）只能取：{limit}"),
    "barred": ("{field} must not be {limit}", "{zh}（{field}）不得为{limit}"),
    "version": (
        "{field} is not a message of version {limit}",
        "{limit}版没有{field}报文",
    ),
    "not_in_table": (
        "{field} is not in the code table “{limit}”",
        "{zh}（{field}）不在代码表“{limit}”中",
    ),
    "needed_in_mode": (
        "{field} is required in trade mode {limit}",
        "监管方式{limit}下{zh}（{field}）必填",
    ),
    "barred_in_mode": (
        "{field} must be left out in trade mode {limit}",
        "监管方式{limit}下不得填写{zh}（{field}）",
    ),
    "pair": (
        "{field} and {limit} must be given together or not at all",
        "{zh}（{field}）与{limit}须同时填写或同时不填",
    ),
    "character": (
        "{field} contains a character that XML does not allow: {limit}",
        "{zh}（{field}）含有非法字符{limit}",
    ),
    "text": ("{field} must not contain text between its elements", "{zh}（{field}）中不应有文字"),
    "elements": ("{field} must not contain elements", "{zh}（{field}）中不应有子元素"),
    "attribute": (
        "{field} must not have the attribute {limit}",
        "{zh}（{field}）不应带属性{limit}",
    ),
    "type": ("{field} has a value of the wrong type", "{zh}（{field}）的值类型不对"),
    "base64": ("{field} is not base64", "{zh}（{field}）不是base64编码"),
    "uri": ("{field} is not a URI", "{zh}（{field}）不是URI"),
    "root": ("{field} is not the root of a known message", "根元素{field}不是已知报文"),
    "not_xml": ("the document is not well-formed XML: {limit}", "不是格式良好的XML：{limit}"),
    "mismatch": ("{field} does not match: {limit}", "{zh}（{field}）不一致：{limit}"),
    "sum": ("{field} does not add up: {limit}", "{zh}（{field}）计算不符：{limit}"),
    "sequence": ("{field}: {limit}", "{zh}（{field}）：{limit}"),
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """path: /CEB311Message/Order[1]/OrderHead/orderNo; code: a key of SENTENCES."""

    path: str
    field: str
    code: str
    limit: str = ""
    zh: str = ""

    @property
    def message(self) -> str:
        return self._sentence(0)

    @property
    def message_zh(self) -> str:
        return self._sentence(1)

    def _sentence(self, language: int) -> str:
        template = SENTENCES[self.code][language]
        return template.format(field=self.field, limit=self.limit, zh=self.zh or self.field)

    def as_dict(self) -> dict[str, str]:
        return {
            "path": self.path,
            "field": self.field,
            "code": self.code,
            "message": self.message,
            "message_zh": self.message_zh,
        }


class InvalidMessageError(ValueError):
    """A message that must not be sent; `errors` says why, field by field."""

    def __init__(self, errors: list[FieldError]) -> None:
        self.errors = errors
        super().__init__("; ".join(error.message for error in errors[:5]))
