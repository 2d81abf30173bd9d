#!/bin/sh
# Whether one greedy client takes from many modest ones: brickyard load with 4 KiB random reads, CLIENTS - 1 of depth 1 and
# one of depth 256, with a brick whose rate is measured (brick=auto) and without a throttle, in turns. Printed are medians over
# the pairs, with the least and greatest in brackets: reads per second of all and of the greedy one, Jain's index of what
# the clients got, and the pairs' ratio of all reads with and without. The clients read past the page cache, and
# the brick's disk does IOPS reads a second (control groups), so that it is the disk that they wait for and not the processors,
# which they share with the brick here. Needs root, jq, a work directory (TMPDIR) on a disk.
#
# usage: throttle-fair.sh BRICKYARD [PAIRS] [SECONDS] [CLIENTS] [POLICY] [IOPS]
set -eu
brickyard=$(readlink -f "${1:?usage: throttle-fair.sh BRICKYARD [PAIRS] [SECONDS] [CLIENTS] [POLICY]}")
pairs=${2:-7}
seconds=${3:-10}
clients=${4:-1000}
rules=${5:-brick=auto}
iops=${6:-3000}

# shellcheck source=two-servers.sh
. "$(dirname "$(readlink -f "$0")")/two-servers.sh"
in_name_spaces -n "$0" "$brickyard" "$pairs" "$seconds" "$clients" "$rules" "$iops"
begin throttle-fair brick
start_ours "$work/brickd.log" --brick "$work/brick"
load --name=fill --rw=write --bs=1m --runtime=1 >/dev/null
# confine PID: to so many reads of its disk a second, by control groups of either version
confine() {
    disk=$(stat -c '%Hd:%Ld' "$work/brick")
    [ ! -e "/sys/dev/block/$disk/partition" ] || disk=$(cat "$(readlink -f "/sys/dev/block/$disk")/../dev")
    for base in /sys/fs/cgroup/blkio /sys/fs/cgroup; do
        group=$base/throttle-fair.$$
        mkdir "$group" 2>/dev/null || continue
        trap 'finish; rmdir "$group"' EXIT
        if [ -e "$group/blkio.throttle.read_iops_device" ]; then
            echo "$disk $iops" >"$group/blkio.throttle.read_iops_device"
        else
            echo "$disk riops=$iops" >"$group/io.max"
        fi
        echo "$1" >"$group/cgroup.procs"
        return
    done
    echo 'no control group for disks could be made' >&2
    exit 1
}
confine "${pids##* }"
measure() {
    policy "$([ "$1" = with ] && echo "$rules" || echo off)"
    load --rw=randread --direct=1 --runtime="$seconds" --ramp_time=3 --name=modest --numjobs=$((clients - 1)) \
        --name=greedy --iodepth=256 |
        jq -r '[.jobs[] | .read.iops] | [add, .[-1], (add * add / (length * (map(. * .) | add)))] | @tsv' >>"$work/$1"
}
for side in with without; do : >"$work/$side"; done
pair=0
while [ "$pair" -lt "$pairs" ]; do
    if [ $((pair % 2)) = 0 ]; then
        measure with
        measure without
    else
        measure without
        measure with
    fi
    pair=$((pair + 1))
done
printf '%-8s %s\n' throttle 'reads/s, of the greedy one, Jain'
for side in with without; do
    printf '%-8s' $side
    for field in 1 2 3; do
        cut -f$field "$work/$side" | spread | awk -v form=$([ $field = 3 ] && echo %.4f || echo %.0f) \
            '{ printf "  " form " [" form ", " form "]", $1, $2, $3 }'
    done
    echo
done
paste "$work/with" "$work/without" | awk '{ print $1 / $4 }' | spread | awk '{ printf "ratio %.4f [%.4f, %.4f]\n", $1, $2, $3 }'
