# Sourced, beside two-servers.sh, by the benchmarks that compare replicas of three bricks: s0 to s2 of glusterd, o0 to o2 of
# three brickd processes, and a FUSE mount of each. Needs root, FUSE, glusterd.
# shellcheck shell=sh disable=SC2154 # set by two-servers.sh

volume_id=$(cat /proc/sys/kernel/random/uuid)

# layout N: the bricks, of which number N is one's own
layout() {
    for brick in 0 1 2; do
        if [ "$brick" = "$1" ]; then
            printf ' --brick %s' "$work/o$brick"
        else
            printf ' --peer %s:%s%s' "$ours" "$((49152 + brick))" "$work/o$brick"
        fi
    done
}

# start_replica SIDE: of stock or ours; three processes, as glusterd starts one for each brick
start_replica() {
    if [ "$1" = stock ]; then
        start_stock replica 3 "$stock:$work/s0" "$stock:$work/s1" "$stock:$work/s2"
        return
    fi
    for number in 0 1 2; do
        management=--no-mgmt
        [ $number = 0 ] && management='--mgmt-port 24007'
        # shellcheck disable=SC2046,SC2086 # several words
        start_ours "$work/brickd$number.log" --replica 3 $(layout $number) --volume-id "$volume_id" \
            --port $((49152 + number)) $management
    done
}

# mount_side SIDE OPTION...: at mnt-SIDE; returns when all three bricks are there
mount_side() {
    eval "server=\$$1"
    side=$1
    shift
    glusterfs "$@" --volfile-server="$server" --volfile-id=bench -N -l "$work/mnt-$side.log" "$work/mnt-$side" &
    pids="$pids $!"
    mounts="$mounts $work/mnt-$side"
    until [ "$(grep -cs 'attached to remote volume' "$work/mnt-$side.log")" = 3 ] && mountpoint -q "$work/mnt-$side"; do
        sleep 0.2
    done
}
