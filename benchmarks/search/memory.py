"""What a web process pays for the search, each part in a process of its own."""

import subprocess
import sys

PARTS = {
    "rjieba": ("import rjieba; rjieba.Jieba().cut('奶粉', False)", 34),
    "pypinyin": ("from pypinyin import lazy_pinyin; lazy_pinyin('重庆')", 60),
    "elasticsearch_dsl": ("import elasticsearch_dsl", 30),
}
MEASURE = """
import gc, os
def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
{before}
start = resident()
{what}
print(resident() - start)
"""
INDEX = """
engine = EmbeddedEngine({folder!r})
for text in ("naifen", "奶粉", "honey"):
    plan = Planner(segmenter).plan(text)
    engine.find(plan, GoodsQuery(text))
"""
DJANGO = """
import django
django.setup()
"""
BEFORE = """
import django, rjieba, tantivy
django.setup()
from search.engines.embedded import EmbeddedEngine
from search.query.planner import Planner
from search.query.goods_query import GoodsQuery
from search.analysis.tokenization import Segmenter
segmenter = Segmenter()
"""
ABOUT_50 = 60  # MB, of 300,000 goods


def main(folder, goods, budgets):
    for name, (what, limit) in PARTS.items():
        budgets.check_max(f"memory of {name}", megabytes(what, DJANGO), limit, " MB")
    open_index = megabytes(INDEX.format(folder=str(folder)), BEFORE)
    budgets.check_max(f"memory of an open index, {goods}", open_index, ABOUT_50, " MB")


def megabytes(what, before=""):
    """The best of two: allocators differ from run to run."""
    code = MEASURE.format(what=what, before=before)
    runs = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            for _ in range(2))  # fmt: skip
    return min(float(run.stdout) for run in runs)
