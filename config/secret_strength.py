"""Could a secret be guessed? An estimate that refuses what was typed or repeated, not a proof."""

import math
from collections import Counter

SHORTEST = 32  # characters: what `openssl rand -hex 16` prints
LEAST_BITS = 45.0
REPEATED = 4  # characters that stood before in the same sequence
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def is_guessable(secret: str) -> bool:
    """Whether it is shorter than SHORTEST or of too few bits."""
    return len(secret) < SHORTEST or bits(secret) < LEAST_BITS


def bits(secret: str) -> float:
    """Shannon's measure over the characters that one could not go on with after reading those
    before them: repetitions, wherever they stand, runs such as `abcdef`, a keyboard's rows."""
    surprising = _without_repetitions(secret.lower())
    total = len(surprising)
    return sum(count * math.log2(total / count) for count in Counter(surprising).values())


def _without_repetitions(text: str) -> list[str]:
    surprising, at = [], 0
    while at < len(text):
        if length := _repeated(text, at):
            at += length
            continue
        if at == 0 or not _is_next(text[at - 1], text[at]):
            surprising.append(text[at])
        at += 1
    return surprising


def _repeated(text: str, at: int) -> int:
    """How many characters from here on were written before; 0 for fewer than REPEATED."""
    length = 0
    while at + length < len(text) and text.find(text[at : at + length + 1], 0, at + length) >= 0:
        length += 1
    return length if length >= REPEATED else 0


def _is_next(before: str, character: str) -> bool:
    """Beside each other in the alphabet, among the digits or on a keyboard."""
    pair = before + character
    return abs(ord(before) - ord(character)) <= 1 or any(
        pair in row or pair[::-1] in row for row in KEYBOARD
    )
