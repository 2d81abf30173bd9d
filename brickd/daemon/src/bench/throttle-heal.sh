#!/bin/sh
# What users feel while a stock self-heal daemon refills one of three bricks, and what the throttle does about that. A stock
# mount reads and writes (fio, 4 KiB at random, one job each, no page cache but the bricks') while there is nothing to heal, while a heal is not
# throttled, has a fixed rate, or a rate that follows the users; the same on glusterfsd for the first two.
#   files     FILES small files are missing on the brick
#   large     one file of LARGE MiB is missing
#   inside    the users write to the large file that is healed
# Printed are medians over rounds, with the least and greatest in brackets: IOPS, p50 and p99 of both jobs in microseconds,
# calls of the heal per second beside the users and in the seconds after they stop, and how long all of the heal took; then
# the same figures by "none" (the heal's calls: by "free") of the same round. What a heal costs users that any program would
# cost them is told by "busy": nothing is healed, and a thread copies memory for BUSY ms of a processor's time in each 59 ms,
# which it gives up after each 64 KiB. What is healed is lost behind the servers'
# backs, so that all kinds are measured in the same warm processes. Users and heal are at work for 5 s before it counts.
# Needs root, FUSE, fio, glusterd, jq; "busy" needs python3.
#
# usage: throttle-heal.sh BRICKYARD [ROUNDS] [SECONDS] [FILES] [LARGE] [JOBS] [KINDS] [TARGET]
#   JOBS   files, large, inside; default: all
#   KINDS  of none, free, fixed, auto, busy, stock-none, stock-free; default: all but busy
#   TARGET of auto; default: 1.3 times what the p99 in the brick is without a heal, anew for each job
# In the environment: FIXED, the rate of that kind (500fops), LEAST, the minimum of auto (20fops), and BUSY (5).
set -eu
brickyard=$(readlink -f "${1:?usage: throttle-heal.sh BRICKYARD [ROUNDS] [SECONDS] [FILES] [LARGE] [JOBS] [KINDS] [TARGET]}")
rounds=${2:-7}
seconds=${3:-15}
files=${4:-10000}
large=${5:-2048}
jobs=${6:-files large inside}
kinds=${7:-none free fixed auto stock-none stock-free}
wanted=${8:-}
fixed=${FIXED:-500fops}
least=${LEAST:-20fops}
busy=${BUSY:-5}
ramp=5

# shellcheck source=two-servers.sh
. "$(dirname "$(readlink -f "$0")")/two-servers.sh"
# Mounts are its own too.
in_name_spaces '-n -m' "$0" "$brickyard" "$rounds" "$seconds" "$files" "$large" "$jobs" "$kinds" "$wanted"
# shellcheck source=replica.sh
. "$(dirname "$(readlink -f "$0")")/replica.sh"
begin throttle-heal s0 s1 s2 o0 o1 o2 mnt-stock mnt-ours out

sides=
case " $kinds" in *' stock-'*) sides=stock ;; esac
case " $kinds" in *' none'* | *' busy'* | *' free'* | *' fixed'* | *' auto'*) sides="$sides ours" ;; esac
for side in $sides; do
    start_replica "$side"
    # Heals are to begin when this script says so, so the daemon is its own.
    find "$work/run" -path '*shd*' -name '*.pid' | while read -r file; do kill "$(cat "$file")" || :; done
    mount_side "$side" --direct-io-mode=enable
    mnt=$work/mnt-$side
    mkdir "$mnt/d" "$mnt/fg"
    head -c "${large}M" /dev/urandom >"$mnt/large"
    i=0
    while [ $i -lt "$files" ]; do
        i=$((i + 1))
        echo "content of $i" >"$mnt/d/f$i"
    done
    for name in read write; do head -c 64M /dev/urandom >"$mnt/fg/$name"; done
done

# brick SIDE N: its directory
brick() {
    [ "$1" = stock ] && echo "$work/s$2" || echo "$work/o$2"
}
# pending SIDE: how many entries the bricks' indices of what is to be healed have
pending() {
    find "$(brick "$1" 0)/.glusterfs/indices/xattrop" "$(brick "$1" 1)/.glusterfs/indices/xattrop" -type f \
        ! -name 'xattrop-*' 2>/dev/null | wc -l
}
# lose SIDE JOB: the third brick loses what the job is about; the others have it marked as AFR does
lose() {
    third=$(brick "$1" 2)
    if [ "$2" = files ]; then
        name=d
        # Data of a directory: all of its names are to be looked at.
        marks=0x000000010000000000000001
        find "$third/d" -type f -delete
        find "$third/.glusterfs"/[0-9a-f][0-9a-f] -type f -links 1 -delete
    else
        name=large
        marks=0x000000010000000000000000
        truncate -s 0 "$third/large"
    fi
    gfid=$(getfattr --absolute-names --only-values -n trusted.gfid "$third/$name" | od -An -tx1 | tr -d ' \n' |
        sed 's/\(.\{8\}\)\(.\{4\}\)\(.\{4\}\)\(.\{4\}\)/\1-\2-\3-\4-/')
    for good in 0 1; do
        setfattr -n trusted.afr.bench-client-2 -v $marks "$(brick "$1" $good)/$name"
        : >"$(brick "$1" $good)/.glusterfs/indices/xattrop/$gfid"
    done
}
# healed_calls SIDE: of the self-heal daemon, at the third brick, and by what clock
healed_calls() {
    if [ "$1" = stock ]; then echo '0 0'; return; fi
    shown | tail -1 | jq -r '"\(.classes[] | select(.name == "self-heal") | .admitted) \(.monotonic_ns)"'
}
rate() {
    echo "$1 $2" | awk '{ print ($4 > $2 ? ($3 - $1) / ($4 - $2) * 1e9 : 0) }'
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
    (cd "$work/out" && fio --output-format=json --output=fio.json --ioengine=psync --size=64m --bs=4k \
        --time_based --ramp_time=$ramp --runtime="$seconds" "$@" >/dev/null 2>&1)
}
not_throttled='self-heal=1000000000fops; users auto target-p99=1000s'
set_policy() {
    case $1 in
        none | busy | free) policy "$not_throttled" ;;
        fixed) policy "self-heal=$fixed" ;;
        auto) policy "self-heal auto target-p99=$target min=$least max=100000fops" ;;
    esac
}
# start_heals SIDE: a self-heal daemon
start_heals() {
    eval "server=\$$1"
    # shellcheck disable=SC2154 # by eval
    glusterfs -N --volfile-server="$server" --volfile-id=shd/bench -l "$work/out/shd.log" --process-name glustershd \
        --client-pid=-6 --xlator-option "*replicate*.node-uuid=$(cat /proc/sys/kernel/random/uuid)" &
    shd=$!
    pids="$pids $shd"
}
# busy: a program of one thread that goes on as long as users do
busy() {
    exec python3 - "$busy" <<'END'
import os, sys, time
millis = float(sys.argv[1])
source, target = bytearray(6 << 20), bytearray(6 << 20)
views = memoryview(source), memoryview(target)
piece, at, due = 64 << 10, 0, time.monotonic()
while True:
    begun = time.thread_time()
    while time.thread_time() - begun < millis / 1000:
        views[1][at:at + piece] = views[0][at:at + piece]
        at = (at + piece) % len(source)
        os.sched_yield()
    due += 0.059
    time.sleep(max(0, due - time.monotonic()))
END
}
# run JOB KIND: adds a line of figures to out/JOB-KIND
run() {
    job=$1
    kind=$2
    heals=${kind#stock-}
    side=ours
    [ "$kind" = "$heals" ] || side=stock
    if [ "$kind" = busy ]; then
        heals=none
        busy &
        other=$!
        pids="$pids $other"
    fi
    [ "$heals" = none ] || lose $side "$job"
    sync # what the last run wrote is not to be written during this one
    [ $side = stock ] || set_policy "$kind"
    users $side "$job" &
    fio=$!
    began=$(date +%s.%N)
    [ "$heals" = none ] || start_heals $side
    sleep $ramp
    start=$(healed_calls $side)
    wait $fio
    [ "$kind" != busy ] || kill $other
    stop=$(healed_calls $side)
    left=$(pending $side)
    after=0
    if [ "$heals" != none ]; then
        sleep 2
        from=$(healed_calls $side)
        tries=0
        while [ "$(pending $side)" -gt 0 ] && [ $tries -lt 40 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        after=$(rate "$from" "$(healed_calls $side)")
        [ $side = stock ] || policy "$not_throttled"
        while [ "$(pending $side)" -gt 0 ]; do sleep 0.1; done
        kill $shd
        wait $shd || :
    fi
    took=$(awk "BEGIN { print $(date +%s.%N) - $began }")
    sed -n '/^{/,$p' "$work/out/fio.json" | jq -r '[.jobs[] | (if .jobname == "read" then .read else .write end)
        | .iops, .clat_ns.percentile["50.000000"] / 1000, .clat_ns.percentile["99.000000"] / 1000] | @tsv' |
        awk -v beside="$(rate "$start" "$stop")" -v after="$after" -v took="$took" -v left="$left" \
            '{ print (NF == 3 ? "0 0 0 " : "") $0, beside, after, took, left }' | tr '\t' ' ' >>"$work/out/$job-$kind"
}
# columns FILE FORM: of each column median, least and greatest
columns() {
    for field in 1 2 3 4 5 6 7 8 9 10; do
        cut -d' ' -f$field "$1" | spread | awk -v form="$2" '{ printf "  " form " [" form "-" form "]", $1, $2, $3 }'
    done
    echo
}
# ratios JOB KIND: to users alone, and to a heal that is not throttled
ratios() {
    same=
    case $2 in stock-*) same=stock- ;; esac
    [ -s "$work/out/$1-${same}none" ] && [ -s "$work/out/$1-${same}free" ] || return 0
    paste -d' ' "$work/out/$1-$2" "$work/out/$1-${same}none" "$work/out/$1-${same}free" | awk '{
        for (i = 1; i <= 10; i++) {
            by = (i < 7) ? $(i + 10) : $(i + 20)
            printf "%s%s", (by > 0) ? $i / by : 0, (i < 10) ? " " : "\n"
        }
    }' >"$work/out/ratios"
    printf '%-6s %-10s' "$1" "$2/"
    columns "$work/out/ratios" %.2f
}
# Programs that run for a while are faster: so are servers that were just started, in what users do and in what heals do.
for side in $sides; do
    users "$side" files
    users "$side" files
done
for job in $jobs; do
    for kind in $kinds; do
        case $kind in *free) run "$job" "$kind"; rm "$work/out/$job-$kind" ;; esac
    done
    target=$wanted
    if [ -z "$target" ]; then
        policy 'self-heal auto target-p99=1000s'
        : >"$work/out/alone"
        # Asked afterwards: to ask takes as much of a processor as a heal.
        for _ in 1 2 3; do
            users ours "$job"
            shown >>"$work/out/alone"
        done
        target=$(jq .users_p99_ns "$work/out/alone" | median | awk '{ printf "%dus", $1 / 1000 * 1.3 }')
    fi
    echo "$job: users' p99 in the brick is to be below $target"
    round=0
    while [ $round -lt "$rounds" ]; do
        round=$((round + 1))
        for kind in $kinds; do
            run "$job" "$kind"
            echo "  round $round $job $kind: $(tail -1 "$work/out/$job-$kind")"
        done
    done
    printf '%-6s %-10s %s\n' job kind 'read IOPS, p50 us, p99 us, write IOPS, p50 us, p99 us, heal calls/s beside, after, heal s, entries left'
    for kind in $kinds; do
        printf '%-6s %-10s' "$job" "$kind"
        columns "$work/out/$job-$kind" %.0f
    done
    for kind in $kinds; do ratios "$job" "$kind"; done
done
