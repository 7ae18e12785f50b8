"""Commands that measure; each prints its figure beside a baseline measured in the same run.

python -m benchmarks pages      one of them
python -m benchmarks            all of them, but for the next
python -m benchmarks faults     several hundred orders under failures: see docs/operations.md
"""
