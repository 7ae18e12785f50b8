"""What is wrong with a message, where, and which limit it breaks."""

from dataclasses import dataclass
from pathlib import Path

from .data_files import read_rows

# {zh} and {field} name the field. One table for builder, checker, rules and readers: a clerk reads
# the same text from each.
SENTENCES = {
    row["code"]: (row["en"], row["zh"])
    for row in read_rows(Path(__file__).with_name("errors.csv"), ("code", "en", "zh"))
}


def sentence(code: str, *, chinese: bool = False, **params: str) -> str:
    """What an error code means. Raises KeyError for a code that the table does not have."""
    return SENTENCES[code][chinese].format(**params)


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
        return sentence(self.code, field=self.field, limit=self.limit)

    @property
    def message_zh(self) -> str:
        zh = self.zh or self.field
        return sentence(self.code, chinese=True, field=self.field, limit=self.limit, zh=zh)

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
