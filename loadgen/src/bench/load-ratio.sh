#!/bin/sh
# How fast load is, and load and brickd together: 4 KiB randread of one file of 64 MiB in the page cache, in paired ratios.
#   load-brickd     load's gluster engine, from brickd
#   load-stock      the same, from glusterfsd
#   gfapi-stock     fio's gfapi (depth 1) or gfapi_async (deeper), from glusterfsd
#   gfapi-brickd    the same, from brickd
#   pingpong        pingpong.c, the limit of loopback TCP and pread; "single" writes each request and reply by itself
#   file            load's file engine, as many jobs as the depth
#   psync           fio's psync, the same
#   deep            load's file engine, one job of this depth
#   io_uring        fio's io_uring, the same, for comparison only
# All take turns, one after the other and each time in another order, so that what disturbs one disturbs the others; printed
# are medians, and of the ratios of the rounds median, least and greatest. load and fio run two seconds before they measure,
# in which the JVM compiles. Garbage collections of load and brickd while
# load-brickd ran stand beside its p99.9. Before it all, each way's data is checked. On a busy machine start it with
# chrt -r 1, which keeps others out. Needs root, fio with gfapi, glusterd, jq, cc.
#
# usage: load-ratio.sh BRICKYARD [ROUNDS] [SECONDS] [DEPTHS] [WAYS]
#   PAUSE  in the environment: seconds between two measurements, for the others on the machine
set -eu
brickyard=$(readlink -f "${1:?usage: load-ratio.sh BRICKYARD [ROUNDS] [SECONDS] [DEPTHS] [WAYS]}")
rounds=${2:-5}
seconds=${3:-3}
depths=${4:-1 4 16 64}
ways=${5:-load-brickd load-stock gfapi-stock gfapi-brickd pingpong single file psync deep io_uring}
bench=$(dirname "$(readlink -f "$0")")

# shellcheck source=../../../brickd/daemon/src/bench/two-servers.sh
. "$bench/../../../brickd/daemon/src/bench/two-servers.sh"
in_name_spaces -n "$0" "$brickyard" "$rounds" "$seconds" "$depths" "$ways"
begin load-ratio stock ours results
cc -O2 -o "$work/pingpong" "$bench/pingpong.c"
start_stock "$stock:$work/stock"
BRICKYARD_JAVA_OPTS="${BRICKYARD_JAVA_OPTS:-} -Xlog:gc:file=$work/brickd.gc" \
    start_ours "$work/brickd.log" --brick "$work/ours"

# load OPTION...: result as JSON on standard output, its collections in load.gc
load() {
    BRICKYARD_JAVA_OPTS="${BRICKYARD_JAVA_OPTS:-} -Xlog:gc:file=$work/load.gc" "$brickyard" load --name=run \
        --bs=4k --size=64m --eta=never --output-format=json --output="$work/result.json" "$@" 2>"$work/load.log" || {
        cat "$work/load.log" >&2
        return 1
    }
    cat "$work/result.json"
}

run_fio() {
    (cd "$work" && fio --name=run --bs=4k --size=64m --group_reporting --output-format=json --output=result.json \
        "$@" >fio.log 2>&1) || {
        cat "$work/fio.log" "$work/result.json" >&2
        return 1
    }
    sed -n '/^{/,$p' "$work/result.json"
}

# Of a result, requests per second and p99.9 in us.
figures() {
    jq -r '.jobs[0].read | "\(.iops | floor) \(.clat_ns.percentile["99.900000"] / 1000 | floor)"'
}

server_of() {
    case $1 in
        *-stock) echo $stock ;;
        *) echo $ours ;;
    esac
}

# measure WAY DEPTH SECONDS: prints requests per second and p99.9 in us
measure() {
    timed="--time_based=1 --ramp_time=2 --runtime=$3"
    reads="--rw=randread --iodepth=$2"
    case $1 in
        load-*)
            # shellcheck disable=SC2086 # several options
            load --ioengine=gluster --volume=bench --brick="$(server_of "$1")" --filename=file $reads $timed | figures
            ;;
        gfapi-*)
            engine=gfapi
            [ "$2" = 1 ] || engine=gfapi_async
            # shellcheck disable=SC2086 # several options
            run_fio --ioengine=$engine --volume=bench --brick="$(server_of "$1")" --filename=file $reads $timed | figures
            ;;
        pingpong) "$work/pingpong" "$work/ours/file" "$2" "$3" | cut -d' ' -f1,4 ;;
        single) "$work/pingpong" "$work/ours/file" "$2" "$3" single | cut -d' ' -f1,4 ;;
        file)
            # shellcheck disable=SC2086 # several options
            load --ioengine=psync --thread --numjobs="$2" --group_reporting --filename="$work/ours/file" \
                --invalidate=0 --rw=randread $timed | figures
            ;;
        deep)
            # shellcheck disable=SC2086 # several options
            load --ioengine=file --filename="$work/ours/file" --invalidate=0 $reads $timed | figures
            ;;
        psync)
            # shellcheck disable=SC2086 # several options
            run_fio --ioengine=psync --thread --numjobs="$2" --filename="$work/ours/file" --invalidate=0 \
                --rw=randread $timed | figures
            ;;
        io_uring)
            # shellcheck disable=SC2086 # several options
            run_fio --ioengine=io_uring --filename="$work/ours/file" --invalidate=0 $reads $timed | figures
            ;;
    esac
}

# The collections in a log behind its first N lines: how many, and the longest pause in us.
pauses() {
    sed "1,$2d" "$1" | awk '/Pause/ { n++; us = substr($NF, 1, length($NF) - 2) * 1000; if (us > most) most = us }
        END { printf "%d %d", n, most }'
}

# What load lays out itself it checks itself, on both servers; the same bytes lie on both bricks. fio checks a file of its own.
check_data() {
    for server in $stock $ours; do
        where="--ioengine=gluster --volume=bench --brick=$server --filename=file --verify=crc32c"
        # shellcheck disable=SC2086 # several options
        load $where --rw=write --do_verify=0 --randseed=1 --end_fsync=1 >/dev/null
        # shellcheck disable=SC2086 # several options
        load $where --rw=randread --iodepth=16 >/dev/null
        run_fio --ioengine=gfapi_async --iodepth=16 --volume=bench --brick=$server --filename=checked --rw=randwrite \
            --size=16m --verify=crc32c --verify_fatal=1 >/dev/null
    done
    cmp "$work/stock/file" "$work/ours/file"
    load --ioengine=file --filename="$work/ours/file" --rw=randread --iodepth=16 --verify=crc32c >/dev/null
}

# of WAY COLUMN: its figures of all rounds at the current depth
of() {
    awk -v column="$2" '{ print $column }' "$work/results/$depth.$1"
}

has() {
    case " $ways " in *" $1 "*) return 0 ;; *) return 1 ;; esac
}

# ratio NAME ABOVE BELOW BAR
ratio() {
    if has "$2" && has "$3"; then
        # shellcheck disable=SC2046 # three words
        printf '  %-34s %6.2f  (%.2f to %.2f)   %s\n' "$1" \
            $(of "$2" 1 | paste -d' ' - "$work/results/$depth.$3" | awk '{ print $1 / $2 }' | spread) "$4"
    fi
}

check_data
echo "data checked on both servers; $rounds rounds of $seconds s; $(nproc) processors; load average before" \
    "$(cut -d' ' -f1-3 /proc/loadavg)"
for way in $ways; do
    measure "$way" 16 2 >/dev/null
done
for depth in $depths; do
    round=0
    turn=$ways
    while [ $round -lt "$rounds" ]; do
        for way in $turn; do
            sleep "${PAUSE:-0}"
            seen=$(wc -l <"$work/brickd.gc")
            line=$(measure "$way" "$depth" "$seconds")
            if [ "$way" = load-brickd ]; then
                line="$line $(pauses "$work/load.gc" 0) $(pauses "$work/brickd.gc" "$seen")"
            fi
            echo "$line" >>"$work/results/$depth.$way"
        done
        # The first goes to the end.
        turn="${turn#* } ${turn%% *}"
        round=$((round + 1))
    done
    echo "depth $depth, load average $(cut -d' ' -f1 /proc/loadavg)"
    for way in $ways; do
        printf '  %-14s %8.0f requests/s   p99.9 %7.0f us\n' "$way" "$(of "$way" 1 | median)" "$(of "$way" 2 | median)"
    done
    ratio '(a) load-brickd / gfapi-stock' load-brickd gfapi-stock 'bar: 5 at depth 16'
    ratio '(a) load-brickd / pingpong' load-brickd pingpong 'bar: 0.6 at depths 1 and 16'
    ratio '    load-brickd / single pingpong' load-brickd single ''
    ratio '(b) load-stock / gfapi-stock' load-stock gfapi-stock 'bar: 1'
    ratio '(d) gfapi-brickd / gfapi-stock' gfapi-brickd gfapi-stock ''
    ratio '(f) file / psync' file psync 'bar: 0.9'
    ratio '    deep / io_uring' deep io_uring ''
    if has load-brickd; then
        awk -v depth="$depth" -v seconds="$seconds" '{
            n += $3 + $5; requests += $1 * seconds
            most = $4 > most ? $4 : most; most = $6 > most ? $6 : most
        } END {
            printf "  collections while load-brickd ran: %d, the longest %d us; they met at most %.4f %% of its requests\n",
                n, most, 100 * n * depth / requests
        }' "$work/results/$depth.load-brickd"
    fi
done
