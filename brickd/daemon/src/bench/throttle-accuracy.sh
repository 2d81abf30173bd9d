#!/bin/sh
# How exactly the throttle keeps a rate, and what rules cost that never bind; with brickyard load as the client.
#   accuracy  10, 100, 1000, 20000 operations and 1, 100 MiB per second: what the brick let pass
#             in 10 s, and how far off that is
#   unbound   4 KiB random reads, depth 16, page cache warm: with rules that never bind and with none, in turns; printed are
#             medians over the pairs, and median, least and greatest of the pairs' ratios
# Needs root, jq.
#
# usage: throttle-accuracy.sh BRICKYARD [PAIRS] [SECONDS] [JOBS]
#   JOBS  accuracy, unbound; default: both
set -eu
brickyard=$(readlink -f "${1:?usage: throttle-accuracy.sh BRICKYARD [PAIRS] [SECONDS] [JOBS]}")
pairs=${2:-7}
seconds=${3:-5}
jobs=${4:-accuracy unbound}

# A network name space of its own: the brick gets glusterd's port.
if [ -z "${THROTTLE_ACCURACY_INSIDE:-}" ]; then
    THROTTLE_ACCURACY_INSIDE=yes exec unshare -n "$0" "$brickyard" "$pairs" "$seconds" "$jobs"
fi
ip link set lo up
work=$(mktemp -d /var/tmp/throttle-accuracy.XXXXXX)
server=
# shellcheck disable=SC2329 # by trap
finish() {
    [ -n "$server" ] && kill "$server" 2>/dev/null || :
    wait
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM
mkdir "$work/brick"
"$brickyard" brickd --init --brick "$work/brick" --volume bench 2>"$work/brickd.log" &
server=$!
until grep -q 'serving .* on port' "$work/brickd.log"; do
    kill -0 "$server" || { cat "$work/brickd.log" >&2; exit 1; }
    sleep 0.2
done

# load [RUNTIME] [OPTION]...: its JSON
load() {
    runtime=$1
    shift
    "$brickyard" load --name=bench --ioengine=gluster --volume=bench --brick=localhost --filename=data --size=64m \
        --time_based --runtime="$runtime" --output-format=json "$@"
}
policy() {
    "$brickyard" brickd throttle set bench "$1" >/dev/null
}
load 1 --rw=write --bs=1m >/dev/null

# What the brick has let pass so far, and by what clock.
passed() {
    "$brickyard" brickd throttle show bench --json | jq -r '[.monotonic_ns, (.classes[] | select(.name == "all") | .admitted_cost)] | @tsv'
}
accuracy() {
    printf '%-12s %12s %14s %8s\n' rate expected passed off
    for rate in 10fops 100fops 1000fops 20000fops 1MiB 100MiB; do
        policy "clear; all fops=READ rate=$rate"
        case $rate in
            *MiB) bs=64k; expected=$((${rate%MiB} * 1048576)) ;;
            *) bs=4k; expected=${rate%fops} ;;
        esac
        load 18 --rw=randread --bs=$bs --iodepth=16 >/dev/null &
        loader=$!
        sleep 4
        before=$(passed)
        sleep 10
        after=$(passed)
        echo "$rate $expected $before $after" | awk '{
            rate = ($6 - $4) / ($5 - $3) * 1e9
            printf "%-12s %12s %14.1f %7.2f%%\n", $1, $2, rate, (rate / $2 - 1) * 100
        }'
        policy 'clear; off'
        wait "$loader"
        policy clear
    done
}

median() {
    sort -n | awk '{a[NR] = $1} END {print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2}'
}
unbound() {
    : >"$work/with"
    : >"$work/without"
    : >"$work/ratios"
    pair=0
    while [ "$pair" -lt "$pairs" ]; do
        for order in $([ $((pair % 2)) = 0 ] && echo with without || echo without with); do
            [ "$order" = with ] && policy 'clear; all=1000000000fops; users each=8GiB; self-heal=500fops' || policy 'clear; off'
            load "$seconds" --ramp_time=1 --rw=randread --bs=4k --iodepth=16 | jq '.jobs[0].read.iops' >>"$work/$order"
        done
        echo "$(tail -1 "$work/with") $(tail -1 "$work/without")" | awk '{print $1 / $2}' >>"$work/ratios"
        pair=$((pair + 1))
    done
    printf 'rules that never bind: %.0f IOPS, none: %.0f IOPS, ratio %.4f (%.4f to %.4f)\n' \
        "$(median <"$work/with")" "$(median <"$work/without")" "$(median <"$work/ratios")" \
        "$(sort -n "$work/ratios" | head -1)" "$(sort -n "$work/ratios" | tail -1)"
}
for job in $jobs; do
    "$job"
done
