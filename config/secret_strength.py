"""Could a secret be guessed? An estimate that refuses what was typed or repeated, not a proof."""

import math
from collections import Counter

SHORTEST = 32  # characters: what `openssl rand -hex 16` prints
LEAST_BITS = 50.0


def is_guessable(secret: str) -> bool:
    """Whether it is shorter than SHORTEST or has little in it that one could not go on with after
    reading its beginning: repetitions, runs such as `abcdef`, few different characters."""
    return len(secret) < SHORTEST or bits(secret) < LEAST_BITS


def bits(secret: str) -> float:
    """Shannon's measure over the characters that do not follow from those before them."""
    period = (secret + secret).find(secret, 1)
    once = secret[:period]
    surprising = [
        character
        for before, character in zip(" " + once, once, strict=False)
        if abs(ord(character) - ord(before)) > 1
    ]
    total = len(surprising)
    return sum(count * math.log2(total / count) for count in Counter(surprising).values())
