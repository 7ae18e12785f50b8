"""Sharing an amount over the lines of an order without losing or inventing a fen."""

from collections.abc import Sequence
from decimal import Decimal

from catalog.money import ZERO


def allocate(amount: Decimal, values: Sequence[Decimal]) -> list[Decimal]:
    """Spread `amount` over lines in proportion to their goods value (R-TAX-11).

    Every share is cut down to the fen and the last line with a positive value takes the rest;
    lines of value 0 take nothing, and only if all are 0 the last line takes it. So no share is
    negative and the shares add up exactly. All figures: yuan, two places, ≥ 0.
    """
    if not values:
        raise ValueError("there is no line to carry a share")
    shares = [ZERO] * len(values)
    worth = [_fen(value) for value in values]
    total = sum(worth)
    last = max((i for i, value in enumerate(worth) if value), default=len(worth) - 1)
    rest = _fen(amount)
    if total:
        whole = rest
        for i in range(last):
            # cut down, never rounded up: the rest that is left over goes to the last line
            # (R-TAX-11)
            share = whole * worth[i] // total
            shares[i] = _yuan(share)
            rest -= share
    shares[last] = _yuan(rest)
    return shares


def part_of(charged: Decimal, *, of: int, before: int, now: int) -> Decimal:
    """What belongs to `now` more pieces of a line of `of`, when `before` were settled already.

    Reckoned on the running total (rounded half-up), so that parts returned in any order and
    number add up to exactly `charged`, none is negative, and the last one takes the remainder
    (R-RET-4). `charged`: yuan, two places, ≥ 0.
    """
    if not (before >= 0 and now > 0 and before + now <= of):
        raise ValueError(f"{before} + {now} pieces of a line of {of}")
    fen = _fen(charged)
    return _yuan(_pro_rata(fen, before + now, of) - _pro_rata(fen, before, of))


def _pro_rata(fen: int, pieces: int, of: int) -> int:
    return (2 * fen * pieces + of) // (2 * of)


def _fen(amount: Decimal) -> int:
    """Whole fen; the callers have rejected anything finer."""
    return int(amount.scaleb(2))


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
