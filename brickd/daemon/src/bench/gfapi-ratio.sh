#!/bin/sh
# How fast brickd is compared with glusterfsd: fio through gfapi, 4 KiB, depth 1 and 16, reads and writes, page cache warm.
# Both servers run at the same time on one machine and are measured in turns, so that what disturbs one disturbs the
# other; printed are the medians over the pairs and of the ratios. Needs root, fio with gfapi, glusterd, jq.
#
# usage: gfapi-ratio.sh BRICKYARD [PAIRS] [SECONDS]
set -eu
brickyard=$(readlink -f "${1:?usage: gfapi-ratio.sh BRICKYARD [PAIRS] [SECONDS]}")
pairs=${2:-5}
seconds=${3:-8}

# A network name space of its own: both servers get glusterd's port, each at its own address.
if [ -z "${GFAPI_RATIO_INSIDE:-}" ]; then
    GFAPI_RATIO_INSIDE=yes exec unshare -n "$0" "$brickyard" "$pairs" "$seconds"
fi
stock=10.9.9.1
ours=10.9.9.2
ip link set lo up
ip addr add $stock/32 dev lo
ip addr add $ours/32 dev lo

work=$(mktemp -d /var/tmp/gfapi-ratio.XXXXXX)
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

# measure SERVER RW DEPTH SECONDS: prints requests per second
measure() {
    engine=gfapi
    [ "$3" = 1 ] || engine=gfapi_async
    (cd "$work" && fio --output-format=json --output=fio.json --name=run --ioengine=$engine --iodepth="$3" \
        --volume=bench --brick="$1" --filename=file --size=64m --rw="$2" --bs=4k --time_based --runtime="$4" \
        >/dev/null 2>&1)
    sed -n '/^{/,$p' "$work/fio.json" | jq '.jobs[0] | .read.iops + .write.iops | floor'
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

for server in $stock $ours; do
    for depth in 1 16; do
        measure $server write $depth 1 >/dev/null
        measure $server randread $depth 5 >/dev/null
    done
done
printf '%-9s %5s %10s %10s %7s %s\n' job depth glusterfsd brickd ratio pairs
for job in randread randwrite; do
    for depth in 1 16; do
        : >"$work/pairs"
        i=0
        while [ $i -lt "$pairs" ]; do
            # The order changes from pair to pair.
            if [ $((i % 2)) = 0 ]; then
                a=$(measure $stock $job $depth "$seconds")
                b=$(measure $ours $job $depth "$seconds")
            else
                b=$(measure $ours $job $depth "$seconds")
                a=$(measure $stock $job $depth "$seconds")
            fi
            awk "BEGIN { printf \"%d %d %.2f\\n\", $a, $b, $b / $a }" >>"$work/pairs"
            i=$((i + 1))
        done
        printf '%-9s %5s %10.0f %10.0f %7.2f %s\n' $job $depth "$(cut -d' ' -f1 "$work/pairs" | median)" \
            "$(cut -d' ' -f2 "$work/pairs" | median)" "$(cut -d' ' -f3 "$work/pairs" | median)" \
            "$(cut -d' ' -f3 "$work/pairs" | tr '\n' ' ')"
    done
done
