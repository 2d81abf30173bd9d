#!/bin/sh
# Whether load measures what fio measures: both read 4 KiB blocks at random from the same file of a FUSE mount at the same
# fixed rate, one block at a time (psync), in turns; printed are mean and p99 of the completion latency, and the ratio
# load/fio of each round and its median: the mean is to agree within 5 %, the p99 within 15 %. Also how well each kept the
# rate, which load is to do within 1 % over 10 s. The volume is glusterfsd's, without caches in the client. Needs root, FUSE,
# fio, glusterd, jq. The 10 000 I/Os before each measurement do not count, in which the JVM compiles: at a low rate that takes
# its time. On a busy machine start it with chrt -r 1, which keeps others out.
#
# usage: service-times.sh BRICKYARD [ROUNDS] [SECONDS] [IOPS]
set -eu
brickyard=$(readlink -f "${1:?usage: service-times.sh BRICKYARD [ROUNDS] [SECONDS] [IOPS]}")
rounds=${2:-7}
seconds=${3:-10}
iops=${4:-1000}
ramp=$((10000 / iops))
bench=$(dirname "$(readlink -f "$0")")

# shellcheck source=../../../brickd/daemon/src/bench/two-servers.sh
. "$bench/../../../brickd/daemon/src/bench/two-servers.sh"
in_name_spaces '-n -m' "$0" "$brickyard" "$rounds" "$seconds" "$iops"
begin service-times stock mnt
start_stock "$stock:$work/stock"
for cache in io-cache quick-read read-ahead stat-prefetch; do
    gluster volume set bench performance.$cache off >/dev/null
done
glusterfs --volfile-server=$stock --volfile-id=bench -N --direct-io-mode=enable -l "$work/mnt.log" "$work/mnt" &
pids="$pids $!"
mounts="$work/mnt"
until mountpoint -q "$work/mnt" && [ "$(grep -c 'attached to remote volume' "$work/mnt.log")" -ge 1 ]; do sleep 0.2; done

# measure TOOL: prints mean and p99 of the completion latency in us, and I/Os per second over the asked time
measure() {
    job="--name=run --ioengine=psync --filename=$work/mnt/file --size=64m --rw=randread --bs=4k --rate_iops=$iops
        --time_based=1 --ramp_time=$ramp --runtime=$seconds --randseed=1 --invalidate=0 --output-format=json --output=$work/result.json"
    rm -f "$work/result.json"
    if [ "$1" = fio ]; then
        # shellcheck disable=SC2086 # several options
        (cd "$work" && fio $job --thread >"$work/$1.log" 2>&1)
    else
        # shellcheck disable=SC2086 # several options
        "$brickyard" load $job --eta=never 2>"$work/$1.log"
    fi
    sed -n '/^{/,$p' "$work/result.json" | jq -r ".jobs[0].read | \"\\(.clat_ns.mean / 1000)
        \\(.clat_ns.percentile[\"99.000000\"] / 1000) \\(.total_ios / $seconds)\"" | tr '\n' ' '
}

"$brickyard" load --name=run --ioengine=psync --filename="$work/mnt/file" --size=64m --bs=64k --rw=write --eta=never \
    >/dev/null 2>&1
measure fio >/dev/null
measure load >/dev/null
echo "$rounds rounds of $seconds s at $iops I/Os a second; load average $(cut -d' ' -f1-3 /proc/loadavg)"
printf '%5s %11s %11s %6s %11s %11s %6s %9s %9s\n' round 'fio mean' 'load mean' ratio 'fio p99' 'load p99' ratio \
    'fio rate' 'load rate'
round=0
while [ $round -lt "$rounds" ]; do
    if [ $((round % 2)) = 0 ]; then
        fio=$(measure fio)
        load=$(measure load)
    else
        load=$(measure load)
        fio=$(measure fio)
    fi
    round=$((round + 1))
    echo "$fio $load" | awk -v round=$round '{ printf "%5d %11.1f %11.1f %6.3f %11.1f %11.1f %6.3f %9.2f %9.2f\n",
        round, $1, $4, $4 / $1, $2, $5, $5 / $2, $3, $6 }' | tee -a "$work/rounds"
done
awk '{ print $4 }' "$work/rounds" | spread | awk '{ printf "mean: median ratio %.3f (%.3f to %.3f), bar 0.95 to 1.05\n", $1, $2, $3 }'
awk '{ print $7 }' "$work/rounds" | spread | awk '{ printf "p99:  median ratio %.3f (%.3f to %.3f), bar 0.85 to 1.15\n", $1, $2, $3 }'
awk -v iops="$iops" '{ off = $9 / iops - 1; off = off < 0 ? -off : off; if (off > most) most = off }
    END { printf "rate: load was off by %.3f %% at most, bar 1 %%\n", 100 * most }' "$work/rounds"
echo "load average after $(cut -d' ' -f1-3 /proc/loadavg)"
