#!/bin/sh
# How fast stats reads, beside "cat | wc -l" and a Python script that splits lines, in turns over the same files:
#   speed.sh [FILES [BYTES-EACH [ROUNDS [FORMAT...]]]]        10000 files of 107374 bytes are 1 GiB
# Needs a built cli/target/brickyard. Prints for each: seconds by the clock, seconds of processor time (user and system, all
# processes of a pipe together), and for stats MB/s and the most memory that it took. The caches are warm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
brickyard="$here/../../../cli/target/brickyard"
files=${1:-10000}
bytes=${2:-107374}
rounds=${3:-3}
[ $# -le 3 ] && formats="text json samples profile xml statedump metrics fio capture"
[ $# -gt 3 ] && { shift 3; formats=$*; }
work=$(mktemp -d "${TMPDIR:-/var/tmp}/stats-speed.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# command...: leaves "CLOCK PROCESSOR KIB" in $took; what it prints goes to files
measure() {
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/out" 2>"$work/err" ||
        { tail -3 "$work/err" >&2; return 1; }
    took=$(awk 'END { printf "%.2f %.2f %d", $1, $2 + $3, $4 }' "$work/time")
}

for format in $formats; do
    python3 "$here/make-dumps.py" "$format" "$files" "$bytes" "$work/$format"
    size=$(du -sb "$work/$format" | cut -f1)
    count="find '$work/$format' -type f -print0 | xargs -0 cat | wc -l"
    sh -c "$count" >/dev/null
    for round in $(seq "$rounds"); do
        measure sh -c "$count"
        cat=$took
        measure "$brickyard" stats --unit ns "$work/$format"
        ours=$took
        python='- -'
        if [ "$format" != capture ]; then
            measure python3 "$here/parse-lines.py" "$work/$format"
            python=$took
        fi
        echo "$format $round $size $cat $ours $python" | awk '{
            printf "%s round %d: %d MB, cat %s s (%s s cpu), stats %s s (%s s cpu), %.0f MB/s, %.0f MiB," \
                " %.2f x cat (%.2f x in cpu), python %s s\n", $1, $2, $3 / 1e6, $4, $5, $7, $8, $3 / 1e6 / $7,
                $9 / 1024, $7 / $4, $8 / $5, $10 }'
    done
    rm -rf "${work:?}/$format"
done
