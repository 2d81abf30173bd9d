#!/bin/sh
# How fast a replica of three brickd bricks is compared with one of three glusterfsd bricks: fio through a FUSE mount, 4 KiB
# random reads and writes. Both volumes run at the same time on one machine and are measured in turns, so that what disturbs
# one disturbs the other; printed are the medians over the pairs and of the ratios. Needs root, FUSE, fio, glusterd, jq.
#
# usage: replica-ratio.sh BRICKYARD [PAIRS] [SECONDS]
set -eu
brickyard=$(readlink -f "${1:?usage: replica-ratio.sh BRICKYARD [PAIRS] [SECONDS]}")
pairs=${2:-5}
seconds=${3:-8}

# A name space of its own for network and mounts: both servers get glusterd's port, each at its own address.
if [ -z "${REPLICA_RATIO_INSIDE:-}" ]; then
    REPLICA_RATIO_INSIDE=yes exec unshare -n -m "$0" "$brickyard" "$pairs" "$seconds"
fi
stock=10.9.9.1
ours=10.9.9.2
ip link set lo up
ip addr add $stock/32 dev lo
ip addr add $ours/32 dev lo

work=$(mktemp -d /var/tmp/replica-ratio.XXXXXX)
pids=
# shellcheck disable=SC2329 # by trap
finish() {
    umount -l "$work/mnt-stock" "$work/mnt-ours" 2>/dev/null || :
    for pid in $pids; do
        kill "$pid" 2>/dev/null || :
    done
    find "$work/run" -name '*.pid' | while read -r file; do
        kill "$(cat "$file")" 2>/dev/null || :
    done
    wait
    rm -rf "$work"
}
trap finish EXIT
for directory in state run logs s0 s1 s2 o0 o1 o2 mnt-stock mnt-ours; do
    mkdir "$work/$directory"
done

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
gluster volume create bench replica 3 "$stock:$work/s0" "$stock:$work/s1" "$stock:$work/s2" force >/dev/null
gluster volume start bench >/dev/null

# Three processes, as glusterd starts one for each brick.
volume_id=$(cat /proc/sys/kernel/random/uuid)
layout() {
    for brick in 0 1 2; do
        if [ "$brick" = "$1" ]; then
            printf ' --brick %s' "$work/o$brick"
        else
            printf ' --peer %s:%s%s' "$ours" "$((49152 + brick))" "$work/o$brick"
        fi
    done
}
for brick in 0 1 2; do
    management=--no-mgmt
    [ $brick = 0 ] && management='--mgmt-port 24007'
    # shellcheck disable=SC2046,SC2086 # several words
    "$brickyard" brickd --replica 3 $(layout $brick) --volume bench --init --volume-id "$volume_id" --bind $ours \
        --port $((49152 + brick)) $management 2>"$work/brickd$brick.log" &
    pids="$pids $!"
    until grep -qs serving "$work/brickd$brick.log"; do sleep 0.1; done
done
for side in stock ours; do
    eval "server=\$$side"
    # shellcheck disable=SC2154 # by eval
    glusterfs --volfile-server="$server" --volfile-id=bench -N -l "$work/mnt-$side.log" "$work/mnt-$side" &
    pids="$pids $!"
    until [ "$(grep -c 'attached to remote volume' "$work/mnt-$side.log" 2>/dev/null)" = 3 ] &&
        mountpoint -q "$work/mnt-$side"; do sleep 0.2; done
done

# measure SIDE RW JOBS SECONDS: prints requests per second
measure() {
    (cd "$work" && fio --output-format=json --output=fio.json --name=run --ioengine=psync --numjobs="$3" \
        --group_reporting --directory="$work/mnt-$1" --size=32m --rw="$2" --bs=4k --time_based --runtime="$4" \
        >/dev/null 2>&1)
    sed -n '/^{/,$p' "$work/fio.json" | jq '.jobs[0] | .read.iops + .write.iops | floor'
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

for side in stock ours; do
    for jobs in 1 8; do
        measure $side write $jobs 2 >/dev/null
        measure $side randwrite $jobs 5 >/dev/null
        measure $side randread $jobs 5 >/dev/null
    done
done
printf '%-9s %5s %10s %10s %7s %s\n' job jobs glusterfsd brickd ratio pairs
for job in randread randwrite; do
    for jobs in 1 8; do
        : >"$work/pairs"
        i=0
        while [ $i -lt "$pairs" ]; do
            # The order changes from pair to pair.
            if [ $((i % 2)) = 0 ]; then
                a=$(measure stock $job $jobs "$seconds")
                b=$(measure ours $job $jobs "$seconds")
            else
                b=$(measure ours $job $jobs "$seconds")
                a=$(measure stock $job $jobs "$seconds")
            fi
            awk "BEGIN { printf \"%d %d %.2f\\n\", $a, $b, $b / $a }" >>"$work/pairs"
            i=$((i + 1))
        done
        printf '%-9s %5s %10.0f %10.0f %7.2f %s\n' $job $jobs "$(cut -d' ' -f1 "$work/pairs" | median)" \
            "$(cut -d' ' -f2 "$work/pairs" | median)" "$(cut -d' ' -f3 "$work/pairs" | median)" \
            "$(cut -d' ' -f3 "$work/pairs" | tr '\n' ' ')"
    done
done
