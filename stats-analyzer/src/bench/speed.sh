#!/bin/sh
# How fast stats reads, beside "cat | wc -l" and a Python script that splits lines, in turns over the same files:
#   speed.sh [FILES [BYTES-EACH [ROUNDS]]]        10000 files of 107374 bytes are 1 GiB
# Needs a built cli/target/brickyard. Prints MB/s of each and the most memory that stats took; the caches are warm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
brickyard="$here/../../../cli/target/brickyard"
files=${1:-10000}
bytes=${2:-107374}
rounds=${3:-3}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/stats-speed.XXXXXX")
trap 'rm -rf "$work"' EXIT

seconds() { # command...: wall seconds; what it prints goes to files
    start=$(date +%s%N)
    "$@" >"$work/out" 2>"$work/err" || { tail -3 "$work/err" >&2; return 1; }
    echo $(( ($(date +%s%N) - start) / 1000000 ))
}

count_lines() { find "$1" -type f -print0 | xargs -0 cat | wc -l; }

for format in text json samples profile capture; do
    python3 "$here/make-dumps.py" "$format" "$files" "$bytes" "$work/$format"
    size=$(du -sb "$work/$format" | cut -f1)
    count_lines "$work/$format" >/dev/null
    for round in $(seq "$rounds"); do
        cat=$(seconds count_lines "$work/$format")
        ours=$(seconds /usr/bin/time -f '%M KiB' -o "$work/memory" "$brickyard" stats --unit ns "$work/$format")
        python=-
        [ "$format" = text ] && python=$(seconds python3 "$here/parse-lines.py" "$work/$format")
        echo "$format round $round: $((size / 1000000)) MB, cat $cat ms, stats $ours ms ($((size / 1000 / ours)) MB/s," \
            "$(cat "$work/memory")), python $python ms"
    done
    rm -rf "${work:?}/$format"
done
