#!/bin/sh
# What users feel while a stock self-heal daemon refills one of three bricks, and what the throttle does about that. A stock
# mount reads and writes (fio, 4 KiB at random, one job each, O_DIRECT) while there is nothing to heal, while a heal is not
# throttled, has a fixed rate, or a rate that follows the users; the same on glusterfsd for the first two.
#   files     FILES small files are missing on the brick
#   large     one file of LARGE MiB is missing
#   inside    the users write to the large file that is healed
# Printed are medians over rounds, with the least and greatest in brackets: IOPS, p50 and p99 of both jobs in microseconds,
# calls of the heal per second beside the users and in the seconds after they stop, and how long all of the heal took.
# Needs root, FUSE, fio, glusterd, jq.
#
# usage: throttle-heal.sh BRICKYARD [ROUNDS] [SECONDS] [FILES] [LARGE] [JOBS] [KINDS] [TARGET]
#   JOBS   files, large, inside; default: all
#   KINDS  of none, free, fixed, auto, stock-none, stock-free; default: all
#   TARGET of auto; default: half more than what the p99 in the brick is without a heal
set -eu
brickyard=$(readlink -f "${1:?usage: throttle-heal.sh BRICKYARD [ROUNDS] [SECONDS] [FILES] [LARGE] [JOBS] [KINDS] [TARGET]}")
rounds=${2:-7}
seconds=${3:-15}
files=${4:-10000}
large=${5:-2048}
jobs=${6:-files large inside}
kinds=${7:-none free fixed auto stock-none stock-free}
target=${8:-}
fixed=${FIXED:-500fops}

# shellcheck source=two-servers.sh
. "$(dirname "$(readlink -f "$0")")/two-servers.sh"
# Mounts are its own too.
in_name_spaces '-n -m' "$0" "$brickyard" "$rounds" "$seconds" "$files" "$large" "$jobs" "$kinds" "$target"
begin throttle-heal s0 s1 s2 o0 o1 o2 mnt-stock mnt-ours out

sides=
case " $kinds" in *' stock-'*) sides=stock ;; esac
case " $kinds" in *' none'* | *' free'* | *' fixed'* | *' auto'*) sides="$sides ours" ;; esac

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
# our_brick N: three processes, as glusterd starts one for each brick
our_brick() {
    management=--no-mgmt
    [ "$1" = 0 ] && management='--mgmt-port 24007'
    # shellcheck disable=SC2046,SC2086 # several words
    start_ours "$work/brickd$1.log" --replica 3 $(layout "$1") --volume-id "$volume_id" \
        --port $((49152 + $1)) $management
    our_last=$!
}
mount_side() {
    eval "server=\$$1"
    # shellcheck disable=SC2154 # by eval
    glusterfs --volfile-server="$server" --volfile-id=bench -N -l "$work/mnt-$1.log" "$work/mnt-$1" &
    pids="$pids $!"
    mounts="$mounts $work/mnt-$1"
    attached "$1" 3
}
# attached SIDE TIMES: until the mount has attached to a brick so often
attached() {
    until [ "$(grep -cs 'attached to remote volume' "$work/mnt-$1.log" || :)0" -ge "${2}0" ] &&
        mountpoint -q "$work/mnt-$1"; do sleep 0.2; done
}
last_stock_pid() {
    cat "$(find "$work/run" -name '*-s2.pid' | head -1)"
}
kill_pid() {
    kill "$1"
    while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
}
for side in $sides; do
    if [ "$side" = stock ]; then
        start_stock replica 3 "$stock:$work/s0" "$stock:$work/s1" "$stock:$work/s2"
        # Heals are to begin when this script says so, so the daemon is its own.
        find "$work/run" -path '*shd*' -name '*.pid' | while read -r file; do kill "$(cat "$file")" || :; done
        letter=s
    else
        for brick in 0 1 2; do our_brick $brick; done
        letter=o
    fi
    mount_side "$side"
    mnt=$work/mnt-$side
    mkdir "$mnt/d" "$mnt/fg"
    dd if=/dev/zero of="$mnt/large" bs=1M count="$large" status=none
    i=0
    while [ $i -lt "$files" ]; do
        i=$((i + 1))
        echo "content of $i" >"$mnt/d/f$i"
    done
    for name in read write; do dd if=/dev/zero of="$mnt/fg/$name" bs=1M count=64 status=none; done
    eval "letter_$side=$letter"
done

# pending SIDE: entries of the bricks' indices of what is to be healed
pending() {
    eval "letter=\$letter_$1"
    find "$work/${letter}0/.glusterfs/indices/xattrop" "$work/${letter}1/.glusterfs/indices/xattrop" -type f \
        ! -name 'xattrop-*' 2>/dev/null | wc -l
}
# lose SIDE JOB: the third brick loses what the job is about; the others know that there is something to heal
lose() {
    side=$1
    eval "letter=\$letter_$side"
    mnt=$work/mnt-$side
    times=$(grep -c 'attached to remote volume' "$work/mnt-$side.log")
    if [ "$side" = stock ]; then kill_pid "$(last_stock_pid)"; else kill_pid "$our_last"; fi
    brick=$work/${letter}2
    if [ "$2" = files ]; then
        find "$brick/d" -type f -delete
        find "$brick/.glusterfs"/[0-9a-f][0-9a-f] -type f -links 1 -delete
        date >"$mnt/d/marker"
    else
        truncate -s 0 "$brick/large"
        dd if=/dev/zero of="$mnt/large" bs=4k count=1 conv=notrunc status=none
    fi
    if [ "$side" = stock ]; then
        gluster volume start bench force >/dev/null
        find "$work/run" -path '*shd*' -name '*.pid' | while read -r file; do kill "$(cat "$file")" || :; done
    else
        our_brick 2
    fi
    attached "$side" $((times + 1))
}
throttle() {
    "$brickyard" brickd throttle "$1" bench --server "$ours" --json ${2:+"$2"} ${3:+"$3"}
}
# healed_calls SIDE: of the self-heal daemon, at the third brick, and by what clock
healed_calls() {
    if [ "$1" = stock ]; then echo '0 0'; return; fi
    throttle show | tail -1 | jq -r '"\(.classes[] | select(.name == "self-heal") | .admitted) \(.monotonic_ns)"'
}
rate() {
    echo "$1 $2" | awk '{ print $4 > $2 ? ($3 - $1) / ($4 - $2) * 1e9 : 0 }'
}
# users SIDE JOB: fio, its figures in out/fio.json
users() {
    if [ "$2" = inside ]; then
        set -- "$1" --name=write --rw=randwrite --filename="$work/mnt-$1/large"
    else
        set -- "$1" --name=read --rw=randread --filename="$work/mnt-$1/fg/read" \
            --name=write --rw=randwrite --filename="$work/mnt-$1/fg/write"
    fi
    shift
    (cd "$work/out" && fio --output-format=json --output=fio.json --ioengine=psync --direct=1 --size=64m --bs=4k \
        --time_based --ramp_time=2 --runtime="$seconds" "$@" >/dev/null 2>&1)
}
set_policy() {
    case $1 in
        none | free) policy='self-heal=1000000000fops; users auto target-p99=1000s' ;;
        fixed) policy="self-heal=$fixed" ;;
        auto) policy="self-heal auto target-p99=$target min=20fops max=100000fops" ;;
    esac
    throttle set "clear; $policy" >/dev/null
}
# run JOB KIND: one line of figures
run() {
    job=$1
    kind=$2
    side=ours
    case $kind in stock-*) side=stock ;; esac
    [ "${kind#stock-}" = none ] || lose "$side" "$job"
    [ $side = stock ] || set_policy "$kind"
    users "$side" "$job" &
    fio=$!
    shd=
    if [ "${kind#stock-}" != none ]; then
        sleep 1
        eval "server=\$$side"
        glusterfs -N --volfile-server="$server" --volfile-id=shd/bench -l "$work/out/shd.log" --process-name glustershd \
            --client-pid=-6 --xlator-option "*replicate*.node-uuid=$(cat /proc/sys/kernel/random/uuid)" &
        shd=$!
        pids="$pids $shd"
    fi
    began=$(date +%s.%N)
    sleep 3
    start=$(healed_calls $side)
    wait $fio
    stop=$(healed_calls $side)
    left=$(pending $side)
    after=0
    if [ -n "$shd" ]; then
        sleep 2
        from=$(healed_calls $side)
        tries=0
        while [ "$(pending $side)" -gt 0 ] && [ $tries -lt 40 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        after=$(rate "$from" "$(healed_calls $side)")
        [ $side = stock ] || throttle set 'clear; self-heal=1000000000fops' >/dev/null
        while [ "$(pending $side)" -gt 0 ]; do sleep 0.1; done
        kill_pid $shd
    fi
    took=$(awk "BEGIN { print $(date +%s.%N) - $began }")
    sed -n '/^{/,$p' "$work/out/fio.json" | jq -r '[.jobs[] | (if .jobname == "read" then .read else .write end)
        | .iops, .clat_ns.percentile["50.000000"] / 1000, .clat_ns.percentile["99.000000"] / 1000] | @tsv' |
        awk -v beside="$(rate "$start" "$stop")" -v after="$after" -v took="$took" -v left="$left" \
            '{ if (NF == 3) print 0, 0, 0, $0, beside, after, took, left; else print $0, beside, after, took, left }'
}
column() {
    cut -d' ' -f"$2" "$1" | spread | awk '{ printf " %9.0f [%.0f-%.0f]", $1, $2, $3 }'
}
for job in $jobs; do
    if [ -z "$target" ]; then
        throttle set 'clear; self-heal auto target-p99=1000s' >/dev/null
        users ours "$job"
        inside=$(throttle show | jq -s 'map(.users_p99_ns) | max')
        target=$(awk "BEGIN { printf \"%d\", $inside / 1000 * 1.5 }")us
    fi
    echo "$job: users' p99 in the brick is to be below $target"
    for kind in $kinds; do : >"$work/out/$job-$kind"; done
    round=0
    while [ $round -lt "$rounds" ]; do
        round=$((round + 1))
        for kind in $kinds; do
            run "$job" "$kind" | tr '\t' ' ' >>"$work/out/$job-$kind"
            echo "  round $round $job $kind: $(tail -1 "$work/out/$job-$kind")"
        done
    done
    printf '%-6s %-10s %s\n' job kind 'read IOPS, p50 us, p99 us, write IOPS, p50 us, p99 us, heal calls/s beside, after, heal s, entries left'
    for kind in $kinds; do
        printf '%-6s %-10s' "$job" "$kind"
        for field in 1 2 3 4 5 6 7 8 9 10; do column "$work/out/$job-$kind" $field; done
        echo
    done
done
