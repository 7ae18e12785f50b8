"""How the keys of a request become elements of a document."""


def alike(keys: str) -> dict[str, str]:
    """Keys, parted by blanks, whose elements differ from them in writing only: cop_no is copNo."""
    return {key: _camel(key) for key in keys.split()}


def _camel(key: str) -> str:
    first, *others = key.split("_")
    return first + "".join(word.capitalize() for word in others)
