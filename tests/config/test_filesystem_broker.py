"""The embedded broker: messages appear whole or not at all."""

import shutil
import threading

from kombu import Connection, Exchange, Queue

from config.filesystem_broker import use_atomic_files


def test_readers_never_meet_half_a_message(tmp_path):
    use_atomic_files()
    options = {
        "data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path),
        "control_folder": str(tmp_path / "control"),
    }  # fmt: skip
    queue = Queue("whole")
    sent, errors = 150, []

    def write():
        with Connection("filesystem://", transport_options=options) as connection:
            producer = connection.Producer()
            for n in range(sent):
                producer.publish({"n": n, "ballast": "x" * 20_000}, routing_key="whole",
                                 declare=[queue])  # fmt: skip

    def read(numbers):
        try:
            with Connection("filesystem://", transport_options=options) as connection:
                channel = connection.default_channel
                bound = queue(channel)
                while len(numbers) < sent and not stop.is_set():
                    message = bound.get(no_ack=True)
                    if message:
                        numbers.append(message.payload["n"])
        except Exception as exc:
            errors.append(exc)

    numbers, stop = [], threading.Event()
    readers = [threading.Thread(target=read, args=[numbers]) for _ in range(2)]
    for reader in readers:
        reader.start()
    write()
    for reader in readers:
        reader.join(20)
    stop.set()
    assert errors == []
    assert sorted(numbers) == list(range(sent))


def test_folders_removed_while_the_site_runs_are_made_again(tmp_path):
    """Somebody tidies up `var/` under a running site: the next task reaches the worker."""
    use_atomic_files()
    options = {
        "data_folder_in": str(tmp_path / "broker/queue"),
        "data_folder_out": str(tmp_path / "broker/queue"),
        "control_folder": str(tmp_path / "broker/control"),
    }
    queue = Queue("tidied", Exchange("tidied", "direct"), routing_key="tidied")
    with (
        Connection("filesystem://", transport_options=options) as site,
        Connection("filesystem://", transport_options=options) as worker,
    ):
        producer, bound = site.Producer(), queue(worker.default_channel)
        bound.declare()
        producer.publish({"n": 1}, exchange="tidied", routing_key="tidied", declare=[queue])
        assert bound.get(no_ack=True).payload == {"n": 1}

        shutil.rmtree(tmp_path / "broker")
        assert bound.get(no_ack=True) is None
        shutil.rmtree(tmp_path / "broker")
        # as Celery does, which declares a queue once for each connection
        producer.publish({"n": 2}, exchange="tidied", routing_key="tidied")
        assert bound.get(no_ack=True).payload == {"n": 2}
