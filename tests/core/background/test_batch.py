from core.background.batch import process_each


def test_one_that_fails_does_not_keep_the_others(caplog):
    seen = []

    def operation(row):
        seen.append(row)
        return row / (row - 2) > 0

    assert process_each(operation, [1, 2, 3]) == 1
    assert seen == [1, 2, 3]
    assert "failed on 2" in caplog.text
