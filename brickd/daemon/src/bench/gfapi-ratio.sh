#!/bin/sh
# How fast brickd is compared with glusterfsd, through gfapi and the same client graphs:
#   fio, 4 KiB random reads and writes, depth 1 and 16, page cache warm: requests per second and their p99
#   metadata-mix.py, the life of many small files, 1 and 8 threads: operations per second and their p99
# Both servers run at the same time on one machine and are measured in turns, so that what disturbs one disturbs the
# other. Printed are medians over the pairs and the median, least and greatest of the pairs' ratios; all ratios are such
# that above 1 brickd is better. Then data is written with checksums through each server and verified through it and on
# the brick itself. Last the resident memory of brickd: idle before all this, and after it.
# Needs root, fio with gfapi, glusterd, jq, python3.
#
# usage: gfapi-ratio.sh BRICKYARD [PAIRS] [SECONDS] [JOBS]
#   JOBS  some of: randread-1 randread-16 randwrite-1 randwrite-16 metadata-1 metadata-8; default: all
set -eu
brickyard=$(readlink -f "${1:?usage: gfapi-ratio.sh BRICKYARD [PAIRS] [SECONDS] [JOBS]}")
pairs=${2:-7}
seconds=${3:-5}
jobs=${4:-randread-1 randread-16 randwrite-1 randwrite-16 metadata-1 metadata-8}
bench=$(dirname "$(readlink -f "$0")")

# shellcheck source=two-servers.sh
. "$bench/two-servers.sh"
in_name_spaces -n "$0" "$brickyard" "$pairs" "$seconds" "$jobs"
begin gfapi-ratio stock ours
start_stock "$stock:$work/stock"
start_ours "$work/brickd.log" --brick "$work/ours" --pid-file "$work/brickd.pid"
until [ -s "$work/brickd.pid" ]; do sleep 0.1; done
brickd=$(cat "$work/brickd.pid")

resident() {
    awk '/^VmRSS/ { printf "%d MiB\n", $2 / 1024 }' "/proc/$brickd/status"
}

# fio SERVER RW DEPTH OPTION...: runs it, JSON on standard output
run_fio() {
    server=$1 rw=$2 depth=$3
    shift 3
    engine=gfapi
    [ "$depth" = 1 ] || engine=gfapi_async
    (cd "$work" && fio --output-format=json --output=fio.json --name=run --ioengine=$engine --iodepth="$depth" \
        --volume=bench --brick="$server" --size=64m --rw="$rw" --bs=4k "$@" >fio.log 2>&1) || {
        cat "$work/fio.log" "$work/fio.json" >&2
        return 1
    }
    sed -n '/^{/,$p' "$work/fio.json"
}

directory_of() {
    [ "$1" = $stock ] && echo "$work/stock" || echo "$work/ours"
}

# measure SERVER JOB SECONDS: prints operations per second and p99 in us
measure() {
    depth=${2#*-}
    case $2 in
        metadata-*) "$bench/metadata-mix.py" "$1" bench "$(directory_of "$1")" "$depth" "$3" | sed -n 1p ;;
        *) run_fio "$1" "${2%-*}" "$depth" --filename=file --time_based --runtime="$3" | jq -r '.jobs[0]
            | (if .read.total_ios > 0 then .read else .write end)
            | "\(.iops | floor) \(.clat_ns.percentile["99.000000"] / 1000 | floor)"' ;;
    esac
}

# row JOB UNIT COLUMN-OF-GLUSTERFSD COLUMN-OF-BRICKD COLUMN-OF-RATIO, of the pairs in $work/pairs
row() {
    printf '%-13s %-7s %11.0f %9.0f %8.2f %6.2f %6.2f\n' "$1" "$2" \
        "$(cut -d' ' -f"$3" "$work/pairs" | spread | cut -d' ' -f1)" \
        "$(cut -d' ' -f"$4" "$work/pairs" | spread | cut -d' ' -f1)" \
        $(cut -d' ' -f"$5" "$work/pairs" | spread)
}

idle=$(resident)
for server in $stock $ours; do
    run_fio $server write 16 --filename=file >/dev/null
    for job in $jobs; do
        measure $server "$job" 5 >/dev/null
    done
done
printf '%s pairs of %s s each; ratio above 1: brickd is better\n' "$pairs" "$seconds"
printf '%-13s %-7s %11s %9s %8s %6s %6s\n' job unit glusterfsd brickd ratio least most
for job in $jobs; do
    : >"$work/pairs"
    i=0
    while [ $i -lt "$pairs" ]; do
        # The order changes from pair to pair.
        if [ $((i % 2)) = 0 ]; then
            a=$(measure $stock "$job" "$seconds")
            b=$(measure $ours "$job" "$seconds")
        else
            b=$(measure $ours "$job" "$seconds")
            a=$(measure $stock "$job" "$seconds")
        fi
        echo "$a $b" | awk '{ printf "%d %d %d %d %.3f %.3f\n", $1, $2, $3, $4, $3 / $1, $2 / $4 }' >>"$work/pairs"
        i=$((i + 1))
    done
    row "$job" ops/s 1 3 5
    row "$job" 'p99 us' 2 4 6
done

for server in $stock $ours; do
    run_fio $server randwrite 16 --filename=checked --verify=crc32c --verify_fatal=1 --do_verify=1 >/dev/null
    fio --name=disk --ioengine=psync --filename="$(directory_of $server)/checked" --size=64m --rw=randwrite --bs=4k \
        --verify=crc32c --verify_fatal=1 --verify_only --verify_state_save=0 >"$work/fio.log" 2>&1 || { cat "$work/fio.log" >&2; exit 1; }
done
echo 'data: 64 MiB verified through each server and on each brick'
echo "brickd resident: $idle idle, $(resident) after all this"
