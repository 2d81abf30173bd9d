# Sourced by the benchmarks that run brickd and a glusterfsd of the same machine side by side: a network name space of their
# own in which both have glusterd's port, each at its own address, a work directory that goes with the script, both servers,
# and the statistics of pairs. Needs root, glusterd.
# shellcheck shell=sh disable=SC2034 # used by those that source it

stock=10.9.9.1
ours=10.9.9.2
pids=
mounts=

# in_name_spaces UNSHARE-OPTIONS SCRIPT ARGUMENT...: starts the script anew inside, unless it is there already
in_name_spaces() {
    if [ -z "${BENCH_INSIDE:-}" ]; then
        options=$1
        shift
        # shellcheck disable=SC2086 # several options
        BENCH_INSIDE=yes exec unshare $options "$@"
    fi
    ip link set lo up
    ip addr add $stock/32 dev lo
    ip addr add $ours/32 dev lo
}

# begin NAME DIRECTORY...: makes $work with these directories; it goes, and what $pids and $mounts name, with the script
begin() {
    work=$(mktemp -d "${TMPDIR:-/var/tmp}/$1.XXXXXX")
    trap finish EXIT
    trap 'exit 1' INT TERM
    shift
    for directory in state run logs "$@"; do
        mkdir "$work/$directory"
    done
}

# shellcheck disable=SC2329 # by trap
finish() {
    for mount in $mounts; do
        umount -l "$mount" 2>/dev/null || :
    done
    for pid in $pids; do
        kill "$pid" 2>/dev/null || :
    done
    find "$work/run" -name '*.pid' | while read -r file; do
        kill "$(cat "$file")" 2>/dev/null || :
    done
    wait
    rm -rf "$work"
}

gluster() {
    command gluster --mode=script --glusterd-sock="$work/sock" --log-file="$work/gluster.log" "$@"
}

# start_stock VOLUME-CREATE-WORD...: glusterd with a started volume called bench of these kinds and bricks
start_stock() {
    glusterd -N -l "$work/glusterd.log" -p "$work/glusterd.pid" \
        --xlator-option management.working-directory="$work/state" \
        --xlator-option management.run-directory="$work/run" \
        --xlator-option management.glusterd-sockfile="$work/sock" \
        --xlator-option management.transport.socket.bind-address=$stock \
        --xlator-option management.cluster-test-mode="$work/logs" &
    pids="$pids $!"
    until gluster pool list >/dev/null 2>&1; do sleep 0.2; done
    gluster volume create bench "$@" force >/dev/null
    gluster volume start bench >/dev/null
}

# start_ours LOG OPTION...: a brickd of a new volume bench; returns when it serves
start_ours() {
    log=$1
    shift
    "$brickyard" brickd --volume bench --init --bind $ours "$@" 2>"$log" &
    pids="$pids $!"
    until grep -qs serving "$log"; do
        kill -0 $! 2>/dev/null || {
            cat "$log" >&2
            exit 1
        }
        sleep 0.1
    done
}

# policy TEXT: the throttle's of our server's bricks
policy() {
    "$brickyard" brickd throttle set bench "clear; $1" --server $ours >/dev/null
}

# shown: what our server's bricks say of their throttles, a line of JSON each
shown() {
    "$brickyard" brickd throttle show bench --server $ours --json
}

# load OPTION...: brickyard load with our brick, its JSON on standard output; needs the file "data" of 64 MiB
load() {
    "$brickyard" load --ioengine=gluster --volume=bench --brick=$ours --filename=data --size=64m --time_based \
        --output-format=json "$@" 2>"$work/load.log" | sed -n '/^{/,$p'
}

# Of the numbers on standard input, one per line: median, least, greatest.
spread() {
    sort -n | awk '{ v[NR] = $1 }
        END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2, v[1], v[NR] }'
}

median() {
    spread | cut -d' ' -f1
}
