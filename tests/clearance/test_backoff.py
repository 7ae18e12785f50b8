"""A lost response is requested again soon, an absent receiver now and then."""

from datetime import timedelta

from clearance.backoff import SECONDS, SPREAD, retry_delay

MAX_FINDINGS, LEAST = 1 + SPREAD, 1 - SPREAD


def test_seven_lost_answers_in_a_row_cost_little_more_than_a_minute():
    longest = sum((retry_delay(tries) for tries in range(1, 8)), timedelta())
    assert longest <= timedelta(seconds=61 * MAX_FINDINGS)


def test_a_receiver_that_stays_away_is_asked_every_ten_minutes():
    for tries in (11, 12, 1000):
        assert (
            timedelta(minutes=10) * LEAST
            <= retry_delay(tries)
            <= timedelta(minutes=10) * MAX_FINDINGS
        )


def test_what_an_outage_held_back_does_not_come_in_one_second():
    waits = {round(retry_delay(8).total_seconds()) for _ in range(200)}
    assert len(waits) > SECONDS[7] * SPREAD
