#!/bin/sh
# How fast load and brickd are together, compared with fio's gfapi engines and glusterfsd: 4 KiB randread of a 64 MiB file,
# page cache warm. Both servers run at the same time on one machine and are measured in turns, so that what disturbs one
# disturbs the other; printed are the medians over the pairs and of the ratios. Needs root, fio with gfapi, glusterd, jq.
#
# usage: load-ratio.sh BRICKYARD [PAIRS] [SECONDS] [DEPTHS]
set -eu
brickyard=$(readlink -f "${1:?usage: load-ratio.sh BRICKYARD [PAIRS] [SECONDS] [DEPTHS]}")
pairs=${2:-3}
seconds=${3:-4}
depths=${4:-1 16}

# A network name space of its own: both servers get glusterd's port, each at its own address.
if [ -z "${LOAD_RATIO_INSIDE:-}" ]; then
    LOAD_RATIO_INSIDE=yes exec unshare -n "$0" "$brickyard" "$pairs" "$seconds" "$depths"
fi
stock=10.9.9.1
ours=10.9.9.2
ip link set lo up
ip addr add $stock/32 dev lo
ip addr add $ours/32 dev lo

work=$(mktemp -d /var/tmp/load-ratio.XXXXXX)
pids=
# shellcheck disable=SC2329 # by trap
finish() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null || :
    done
    for file in "$work"/run/vols/*/*.pid "$work"/run/gluster/vols/*/*.pid; do
        [ -f "$file" ] && kill "$(cat "$file")" 2>/dev/null || :
    done
    wait
    rm -rf "$work"
}
trap finish EXIT
mkdir "$work/state" "$work/run" "$work/logs" "$work/stock" "$work/ours"

gluster() {
    command gluster --mode=script --glusterd-sock="$work/sock" --log-file="$work/gluster.log" "$@"
}
glusterd -N -l "$work/glusterd.log" -p "$work/glusterd.pid" \
    --xlator-option management.working-directory="$work/state" \
    --xlator-option management.run-directory="$work/run" \
    --xlator-option management.glusterd-sockfile="$work/sock" \
    --xlator-option management.transport.socket.bind-address=$stock \
    --xlator-option management.cluster-test-mode="$work/logs" &
pids="$pids $!"
until gluster pool list >/dev/null 2>&1; do sleep 0.2; done
gluster volume create bench "$stock:$work/stock" force >/dev/null
gluster volume start bench >/dev/null

"$brickyard" brickd --brick "$work/ours" --volume bench --init --bind $ours 2>"$work/brickd.log" &
pids="$pids $!"
until grep -q serving "$work/brickd.log"; do sleep 0.1; done

# measure SERVER DEPTH SECONDS: prints requests per second, by fio from the stock brick and by load from ours
measure() {
    engine=gfapi
    [ "$2" = 1 ] || engine=gfapi_async
    job="--name=run --ioengine=$engine --iodepth=$2 --volume=bench --brick=$1 --filename=file --size=64m --rw=randread"
    job="$job --bs=4k --time_based=1 --runtime=$3 --output-format=json --output=$work/result.json"
    if [ "$1" = $stock ]; then
        # shellcheck disable=SC2086 # options
        (cd "$work" && fio $job >/dev/null 2>&1)
    else
        # shellcheck disable=SC2086 # options
        "$brickyard" load $job --eta=never 2>/dev/null
    fi
    sed -n '/^{/,$p' "$work/result.json" | jq '.jobs[0].read.iops | floor'
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

for server in $stock $ours; do
    measure $server 16 3 >/dev/null
done
printf '%5s %15s %15s %7s %s\n' depth 'fio-glusterfsd' 'load-brickd' ratio pairs
for depth in $depths; do
    : >"$work/pairs"
    i=0
    while [ $i -lt "$pairs" ]; do
        # The order changes from pair to pair.
        if [ $((i % 2)) = 0 ]; then
            a=$(measure $stock "$depth" "$seconds")
            b=$(measure $ours "$depth" "$seconds")
        else
            b=$(measure $ours "$depth" "$seconds")
            a=$(measure $stock "$depth" "$seconds")
        fi
        awk "BEGIN { printf \"%d %d %.2f\\n\", $a, $b, $b / $a }" >>"$work/pairs"
        i=$((i + 1))
    done
    printf '%5s %15.0f %15.0f %7.2f %s\n' "$depth" "$(cut -d' ' -f1 "$work/pairs" | median)" \
        "$(cut -d' ' -f2 "$work/pairs" | median)" "$(cut -d' ' -f3 "$work/pairs" | median)" \
        "$(cut -d' ' -f3 "$work/pairs" | tr '\n' ' ')"
done
