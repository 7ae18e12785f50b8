"""A progress bar for long commands: on a terminal a line that grows, elsewhere nothing."""

from tqdm import tqdm


class ProgressBar(tqdm):
    """`with ProgressBar("goods.csv") as bar: bar.show(done, total)`"""

    def __init__(self, label: str):
        super().__init__(desc=label, total=0, disable=None)  # None: only on a terminal

    def show(self, done: int, total: int) -> None:
        if not self.total:
            self.initial = self.n = done  # done by an earlier run that this one goes on from
        self.total = total
        self.update(done - self.n)
