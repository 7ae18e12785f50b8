"""A progress bar for long commands: on a terminal a line that grows, elsewhere nothing."""

import time

WIDTH = 30


class ProgressBar:
    """`with ProgressBar(self.stderr, "goods.csv") as bar: bar.show(done, total)`"""

    def __init__(self, stream, label):
        self.stream, self.label = stream, label
        self.on = bool(getattr(stream, "isatty", lambda: False)())
        self.began = time.monotonic()
        self.before: int | None = None  # done by an earlier run that this one goes on from

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        if self.on:
            self.stream.write("\n", ending="")

    def show(self, done, total):
        if not self.on or not total:
            return
        if self.before is None:
            self.before = done
        seconds = time.monotonic() - self.began
        filled = WIDTH * done // total
        mine = done - self.before
        left = seconds / mine * (total - done) if mine else 0
        self.stream.write(
            f"\r{self.label} {'█' * filled}{'·' * (WIDTH - filled)} {done}/{total}"
            f" {mine / (seconds or 1):,.0f}/s, {left:.0f} s left ",
            ending="",
        )
        self.stream.flush()
