from core.background.batch import process_each


def test_a_row_that_fails_does_not_stop_the_others(caplog):
    processed = []

    def operation(row):
        processed.append(row)
        return row / (row - 2) > 0

    assert process_each(operation, [1, 2, 3]) == 1
    assert processed == [1, 2, 3]
    assert "failed on 2" in caplog.text
