#!/bin/sh
# How exactly the throttle keeps a rate, and what rules cost that never bind; with brickyard load as the client.
#   accuracy  10, 100, 1000, 20000 operations and 1, 100 MiB per second: what the brick let pass
#             in 10 s, and how far off that is
#   unbound   4 KiB random reads, depth 16, page cache warm: with rules that never bind and with none, in turns; printed are
#             medians over the pairs, and median, least and greatest of the pairs' ratios, of reads per second and of the
#             processor time that brickd takes for one
# Needs root, jq.
#
# usage: throttle-accuracy.sh BRICKYARD [PAIRS] [SECONDS] [JOBS]
#   JOBS  accuracy, unbound; default: both
set -eu
brickyard=$(readlink -f "${1:?usage: throttle-accuracy.sh BRICKYARD [PAIRS] [SECONDS] [JOBS]}")
pairs=${2:-9}
seconds=${3:-8}
jobs=${4:-accuracy unbound}

# shellcheck source=two-servers.sh
. "$(dirname "$(readlink -f "$0")")/two-servers.sh"
in_name_spaces -n "$0" "$brickyard" "$pairs" "$seconds" "$jobs"
begin throttle-accuracy brick
start_ours "$work/brickd.log" --brick "$work/brick"
load --name=fill --rw=write --bs=1m --runtime=1 >/dev/null

brickd=${pids##* }

# What the brick has let pass so far, and by what clock.
passed() {
    shown | jq -r '[.monotonic_ns, (.classes[] | select(.name == "all") | .admitted_cost)] | @tsv'
}
accuracy() {
    printf '%-12s %12s %14s %8s\n' rate expected passed off
    for rate in 10fops 100fops 1000fops 20000fops 1MiB 100MiB; do
        policy "all fops=READ rate=$rate"
        case $rate in
            *MiB) bs=64k; expected=$((${rate%MiB} * 1048576)) ;;
            *) bs=4k; expected=${rate%fops} ;;
        esac
        load --name=readers --runtime=15 --rw=randread --bs=$bs --iodepth=16 >/dev/null &
        loader=$!
        until shown | jq -e '.waiting_calls > 0' >/dev/null; do sleep 0.5; done
        sleep 1
        before=$(passed)
        sleep 10
        after=$(passed)
        echo "$rate $expected $before $after" | awk '{
            rate = ($6 - $4) / ($5 - $3) * 1e9
            printf "%-12s %12s %14.1f %7.2f%%\n", $1, $2, rate, (rate / $2 - 1) * 100
        }'
        policy off
        wait $loader
    done
}

# cpu: how many ticks brickd has been at work so far
cpu() {
    awk '{ print $14 + $15 }' "/proc/$brickd/stat"
}
# measure SIDE: adds to the file SIDE how many reads per second there were and how many us of a processor brickd took for one
measure() {
    policy "$([ "$1" = with ] && echo 'all=1000000000fops; users each=8GiB; self-heal=500fops' || echo off)"
    before=$(cpu)
    load --name=readers --runtime="$seconds" --rw=randread --bs=4k --iodepth=16 |
        jq -r '.jobs[0].read | [.iops, .total_ios] | @tsv' >"$work/reads"
    after=$(cpu)
    awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" '{ print $1, ticks * 1e6 / hz / $2 }' "$work/reads" >>"$work/$1"
}
unbound() {
    for side in with without; do
        measure $side
        : >"$work/$side"
    done
    pair=0
    while [ "$pair" -lt "$pairs" ]; do
        for side in $([ $((pair % 2)) = 0 ] && echo with without || echo without with); do measure "$side"; done
        pair=$((pair + 1))
    done
    printf 'rules that never bind / none, reads per second: %.0f / %.0f, ratio of the pairs %.4f [%.4f, %.4f]\n' \
        "$(cut -d' ' -f1 "$work/with" | median)" "$(cut -d' ' -f1 "$work/without" | median)" \
        $(paste -d' ' "$work/with" "$work/without" | awk '{ print $1 / $3 }' | spread)
    printf 'us of a processor in brickd for a read: %.3f / %.3f, ratio of the pairs %.4f [%.4f, %.4f]\n' \
        "$(cut -d' ' -f2 "$work/with" | median)" "$(cut -d' ' -f2 "$work/without" | median)" \
        $(paste -d' ' "$work/with" "$work/without" | awk '{ print $2 / $4 }' | spread)
}
for job in $jobs; do
    "$job"
done
