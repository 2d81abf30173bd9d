#!/bin/sh
# Whether "throttle simulate" tells what a brick does: policies are run for real, with brickyard load as the clients, and
# simulated; printed is what each group of clients got and how far apart that is. Fails if one is off by more than 5 %.
# Needs root, jq.
#
# usage: throttle-simulate.sh BRICKYARD [SECONDS]
set -eu
brickyard=$(readlink -f "${1:?usage: throttle-simulate.sh BRICKYARD [SECONDS]}")
seconds=${2:-10}

# shellcheck source=two-servers.sh
. "$(dirname "$(readlink -f "$0")")/two-servers.sh"
in_name_spaces -n "$0" "$brickyard" "$seconds"
begin throttle-simulate brick
start_ours "$work/brickd.log" --brick "$work/brick"

# clients NAME SECONDS OPTION...: a group of them at work, what they got in NAME.json
clients() {
    name=$1
    runtime=$2
    shift 2
    load --name="$name" --runtime="$runtime" "$@" >"$work/$name.json"
}
clients fill 1 --rw=write --bs=1m

worst=0
printf '%-34s %-10s %12s %12s %8s\n' policy clients simulated real off
# trial POLICY WORKLOAD: groups "readers" and "writers" of the workload have to be started before
trial() {
    printf '%s' "$1" >"$work/policy"
    printf 'duration=%ss; %s' "$seconds" "$2" >"$work/workload"
    "$brickyard" brickd throttle simulate "$work/policy" "$work/workload" --json >"$work/simulated.json"
    for group in $(jq -r '.clients[].name' "$work/simulated.json"); do
        simulated=$(jq ".clients[] | select(.name == \"$group\") | .per_second" "$work/simulated.json")
        real=$(jq '.jobs[0] | .read.iops + .write.iops' "$work/$group.json")
        off=$(awk "BEGIN { print ($simulated / $real - 1) * 100 }")
        printf '%-34s %-10s %12.1f %12.1f %7.2f%%\n' "$1" "$group" "$simulated" "$real" "$off"
        worst=$(awk "BEGIN { off = ($off < 0 ? -($off) : $off); print (off > $worst ? off : $worst) }")
    done
}
# Real runs begin with a ramp, so that the burst is over; it is short in the simulated ones for the same reason.
policy 'all fops=READ rate=500fops burst=10ms'
clients readers "$seconds" --ramp_time=1 --rw=randread --bs=4k --iodepth=8
trial 'all fops=READ rate=500fops burst=10ms' 'readers fops=READ size=4KiB depth=8'

policy 'all rate=20MiB burst=10ms'
clients readers "$seconds" --ramp_time=1 --rw=randread --bs=64k --iodepth=4
trial 'all rate=20MiB burst=10ms' 'readers fops=READ size=64KiB depth=4'

policy 'users each=150fops burst=10ms'
clients readers "$seconds" --ramp_time=1 --rw=randread --bs=4k --iodepth=4 --numjobs=4 --group_reporting
trial 'users each=150fops burst=10ms' 'readers clients=4 fops=READ size=4KiB depth=4'

heavy='brick=1000fops burst=10ms; reads fops=READ weight=75 unlimited; writes fops=WRITE weight=25 unlimited'
policy "$heavy"
load --runtime="$seconds" --ramp_time=1 --bs=4k --iodepth=16 --name=readers --rw=randread --name=writers --rw=randwrite \
    >"$work/both.json"
for group in readers writers; do
    jq "{jobs: [.jobs[] | select(.jobname == \"$group\")]}" "$work/both.json" >"$work/$group.json"
done
trial "$heavy" 'readers fops=READ size=4KiB depth=16; writers fops=WRITE size=4KiB depth=16'

policy 'all fops=READ rate=1000fops burst=10ms'
clients readers "$seconds" --ramp_time=1 --rw=randread --bs=4k --rate_iops=400 --rate_process=poisson
trial 'all fops=READ rate=1000fops burst=10ms' 'readers fops=READ size=4KiB rate=400fops'

echo "furthest off: $worst %"
awk "BEGIN { exit !($worst <= 5) }"
