"""Commands that measure; each prints its figure beside a baseline measured in the same run.

python -m benchmarks pages      one of them
python -m benchmarks            all of them
"""
