"""How long `import dwconv` takes beyond NumPy: python tests/bench/bench_import.py

Each statement runs in new interpreters, taking turns so that a busy spell hits all alike.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATEMENTS = ("pass", "import numpy", "import numpy, dwconv")
ROUNDS = 15


def seconds(statement: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], cwd=ROOT, check=True)
    return time.perf_counter() - begun


def main() -> None:
    for statement in STATEMENTS:
        seconds(statement)  # once, for the byte code and the disk's cache
    times = {statement: [] for statement in STATEMENTS}
    for _ in range(ROUNDS):
        for statement in STATEMENTS:
            times[statement].append(seconds(statement))
    print(f"{'statement':<24}{'median':>10}{'fastest':>10}   of {ROUNDS}")
    for statement, taken in times.items():
        print(f"{statement:<24}{statistics.median(taken):>8.3f} s{min(taken):>8.3f} s")
    pairs = zip(times[STATEMENTS[2]], times[STATEMENTS[1]], strict=True)
    beyond = statistics.median(with_us - without for with_us, without in pairs)
    print(f"import dwconv beyond NumPy: {1000 * beyond:.0f} ms (aim: under 200 ms)")


if __name__ == "__main__":
    main()
