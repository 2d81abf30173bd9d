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

# shellcheck source=two-servers.sh
. "$(dirname "$(readlink -f "$0")")/two-servers.sh"
# Mounts are its own too.
in_name_spaces '-n -m' "$0" "$brickyard" "$pairs" "$seconds"
# shellcheck source=replica.sh
. "$(dirname "$(readlink -f "$0")")/replica.sh"
begin replica-ratio s0 s1 s2 o0 o1 o2 mnt-stock mnt-ours
for side in stock ours; do
    start_replica $side
    mount_side $side
done

# measure SIDE RW JOBS SECONDS: prints requests per second
measure() {
    (cd "$work" && fio --output-format=json --output=fio.json --name=run --ioengine=psync --numjobs="$3" \
        --group_reporting --directory="$work/mnt-$1" --size=32m --rw="$2" --bs=4k --time_based --runtime="$4" \
        >/dev/null 2>&1)
    sed -n '/^{/,$p' "$work/fio.json" | jq '.jobs[0] | .read.iops + .write.iops | floor'
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
