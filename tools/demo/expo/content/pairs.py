"""Short words for writing bodies in pairs: h(eading), p(aragraph), items, note."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    kind: str
    pairs: tuple

    def raw(self):
        """The block as a StreamField stores it, in Chinese."""
        zh = [pair[0] for pair in self.pairs]
        if self.kind == "heading":
            return {"type": "heading", "value": zh[0]}
        if self.kind == "notice":
            return {"type": "notice", "value": {"title": zh[0], "text": f"<p>{zh[1]}</p>"}}
        if self.kind == "items":
            listed = "".join(f"<li>{text}</li>" for text in zh)
            return {"type": "text", "value": f"<ul>{listed}</ul>"}
        return {"type": "text", "value": "".join(f"<p>{text}</p>" for text in zh)}


def h(zh, en):
    return Block("heading", ((zh, en),))


def p(zh, en):
    return Block("text", ((zh, en),))


def items(*pairs):
    return Block("items", pairs)


def note(title, text):
    return Block("notice", (title, text))
