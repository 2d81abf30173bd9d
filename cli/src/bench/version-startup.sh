#!/bin/sh
# Times `brickyard --version` against `fio --version`, with the start-up cache and without it, taking turns so that a busy
# moment hits all of them. Prints median, tenth and ninetieth percentile in milliseconds, and the ratio of the medians.
#
#   version-startup.sh [ROUNDS]        ROUNDS: 30 unless given; needs fio, python3 and a built brickyard
set -eu
cd "$(dirname "$0")/../.."
command -v fio >/dev/null || { echo "needs fio: apt-get install fio" >&2; exit 1; }
[ -x target/brickyard ] || { echo "needs a built brickyard: mvn package" >&2; exit 1; }

cold=$(mktemp -d)
trap 'rm -rf "$cold"' EXIT
cp -p target/brickyard "$cold/"
cp -Rp target/lib "$cold/"

python3 - "${1:-30}" "$cold/brickyard" <<'PYTHON'
import statistics
import subprocess
import sys
import time

rounds = int(sys.argv[1])
commands = {
    "fio": ["fio", "--version"],
    "brickyard": ["target/brickyard", "--version"],
    "brickyard, no cache": [sys.argv[2], "--version"],
}


def run_millis(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1e3


times = {name: [] for name in commands}
for turn in range(rounds + 2):
    for name, command in commands.items():
        took = run_millis(command)
        if turn >= 2:  # the first two warm the page cache
            times[name].append(took)

fio = statistics.median(times["fio"])
print(f"{'':22}{'median ms':>10}{'p10':>8}{'p90':>8}{'x fio':>8}   ({rounds} rounds, interleaved)")
for name, values in times.items():
    tenths = statistics.quantiles(values, n=10)
    median = statistics.median(values)
    print(f"{name:22}{median:10.1f}{tenths[0]:8.1f}{tenths[8]:8.1f}{median / fio:8.2f}")
PYTHON
