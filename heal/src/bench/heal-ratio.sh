#!/bin/sh
# How fast brickyard heals three stock bricks, one of which was away, compared with glustershd and rsync --inplace:
#   files  many files of 16 KiB that were made meanwhile
#   large  one file of which 1 % changed meanwhile, as pages of 4 KiB here and there ("spread") or one piece ("piece")
# Each healer gets the same kind of work in turns, so that what disturbs one disturbs the others. Printed are medians:
# seconds, MiB on the wire, seconds of CPU that the bricks used. glustershd is measured with its algorithms diff and full,
# with 1 and 8 threads; rsync copies from the first brick's directory to the third's, without locks and changelogs.
# Needs root, glusterd, python3, rsync (or RSYNC=PROGRAM).
#
# usage: heal-ratio.sh BRICKYARD [PAIRS] [FILES] [MIB] [KINDS] [HEALERS]
#   PAIRS    how often each healer gets work; default 3
#   FILES    how many small files; default 10000
#   MIB      size of the large file; default 2048
#   KINDS    some of: files spread piece; default all
#   HEALERS  some of: brickyard diff-1 diff-8 full-1 full-8 rsync; default all
set -eu
brickyard=$(readlink -f "${1:?usage: heal-ratio.sh BRICKYARD [PAIRS] [FILES] [MIB] [KINDS] [HEALERS]}")
pairs=${2:-3}
files=${3:-10000}
mib=${4:-2048}
kinds=${5:-files spread piece}
healers=${6:-brickyard diff-1 diff-8 full-1 full-8 rsync}
bench=$(dirname "$(readlink -f "$0")")
RSYNC=${RSYNC:-rsync}

# shellcheck source=../../../brickd/daemon/src/bench/two-servers.sh
. "$bench/../../../brickd/daemon/src/bench/two-servers.sh"
in_name_spaces -nm "$0" "$brickyard" "$pairs" "$files" "$mib" "$kinds" "$healers"
begin heal-ratio mnt
start_stock replica 3 $stock:"$work/b0" $stock:"$work/b1" $stock:"$work/b2"
gluster volume set bench cluster.self-heal-daemon off >/dev/null

glusterfs --volfile-server=$stock --volfile-id=bench -N -l "$work/mnt.log" "$work/mnt" &
pids="$pids $!"
mounts="$mounts $work/mnt"
attached() {
    grep -c 'attached to remote volume' "$work/mnt.log" 2>/dev/null || :
}
until [ "$(attached)" = 3 ] && mountpoint -q "$work/mnt"; do sleep 0.2; done

bricks() {
    cat "$work"/run/vols/bench/*.pid
}

third() {
    cat "$work"/run/vols/bench/*-b2.pid
}

# Seconds of CPU of all bricks.
cpu() {
    for pid in $(bricks); do
        awk '{ print $14 + $15 }' "/proc/$pid/stat"
    done | awk '{ sum += $1 } END { printf "%.2f\n", sum / 100 }'
}

wire() {
    awk '/lo:/ { printf "%.1f\n", $2 / 1048576 }' /proc/net/dev
}

now() {
    date +%s.%N
}

# Whether any index lists anything.
pending() {
    for brick in b0 b1 b2; do
        for index in xattrop dirty; do
            if find "$work/$brick/.glusterfs/indices/$index" -mindepth 1 ! -name "$index-*" -print -quit | grep -q .; then
                return 0
            fi
        done
    done
    return 1
}

# change KIND NUMBER: work for a healer, made while the third brick is away
change() {
    if [ "$1" != files ] && [ ! -e "$work/mnt/large" ]; then
        head -c "${mib}M" /dev/urandom >"$work/mnt/large"
    fi
    kill -9 "$(third)"
    case $1 in
        files)
            mkdir "$work/mnt/d$2"
            python3 -c '
import os, sys
for i in range(int(sys.argv[2])):
    with open(f"{sys.argv[1]}/f{i}", "wb") as file:
        file.write(os.urandom(16384))' "$work/mnt/d$2" "$files"
            ;;
        *)
            python3 -c '
import os, random, sys
path, mib, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
pages = mib * 256 // 100
fd = os.open(path, os.O_WRONLY)
random.seed(7)
for page in range(pages) if kind == "piece" else random.sample(range(mib * 256), pages):
    os.pwrite(fd, os.urandom(4096), page * 4096)
os.fsync(fd)' "$work/mnt/large" "$mib" "$1"
            ;;
    esac
    sync
    before=$(attached)
    # glusterd takes a brick that is still going for one that runs, and says nothing.
    until [ "$(attached)" -gt "$before" ]; do
        kill -0 "$(third)" 2>/dev/null || gluster volume start bench force >/dev/null
        sleep 0.5
    done
    sync
}

# heal HEALER KIND NUMBER
heal() {
    case $1 in
        brickyard)
            "$brickyard" heal run --volume $stock:bench --state-dir "$work/heal" --quiet \
                ${HEAL_OPTIONS:-} >"$work/heal.out" 2>&1 || { cat "$work/heal.out" >&2; return 1; }
            ;;
        rsync)
            if [ "$2" = files ]; then
                "$RSYNC" -aHAX --inplace "$work/b0/d$3" "$work/b2/"
            else
                "$RSYNC" -aHAX --inplace --no-whole-file --stats "$work/b0/large" "$work/b2/large" |
                    awk '/^(Total bytes|Literal)/ { gsub(",", ""); sum += $NF } END { print sum }' >"$work/rsync.bytes"
            fi
            ;;
        *)
            sed -e 's/option self-heal-daemon off/option self-heal-daemon enable/' \
                -e "s/option iam-self-heal-daemon yes/&\n    option data-self-heal-algorithm ${1%-*}\n    option shd-max-threads ${1#*-}/" \
                "$(find "$work/state" -name '*shd.vol' | head -1)" >"$work/shd.vol"
            glusterfs -N -f "$work/shd.vol" -l "$work/shd.log" --process-name glustershd --client-pid=-6 \
                --xlator-option "*replicate*.node-uuid=$(cat /proc/sys/kernel/random/uuid)" &
            shd=$!
            while pending; do sleep 0.02; done
            ;;
    esac
}

number=0
measure() {
    number=$((number + 1))
    change "$2" $number
    c=$(cpu) w=$(wire) t=$(now)
    heal "$1" "$2" $number
    awk "BEGIN { printf \"%.2f %.1f %.2f\\n\", $(now) - $t, $(wire) - $w, $(cpu) - $c }"
    case $1 in
        rsync) "$brickyard" heal run --volume $stock:bench --state-dir "$work/heal" --quiet >/dev/null ;;
        brickyard) pending && echo "entries are left" >&2 ;;
        *) kill $shd && wait $shd || : ;;
    esac
    if [ "$2" = files ]; then
        diff -r "$work/b0/d$number" "$work/b2/d$number" >&2 || echo "bricks differ after $1" >&2
        rm -r "$work/mnt/d$number"
    else
        cmp "$work/b0/large" "$work/b2/large" >&2 || echo "bricks differ after $1" >&2
    fi
}

printf '%-7s %-10s %8s %9s %8s  %s\n' work healer seconds MiB CPU 'seconds of each'
for kind in $kinds; do
    for healer in $healers; do
        : >"$work/$kind-$healer"
    done
    i=0
    while [ $i -lt "$pairs" ]; do
        for healer in $healers; do
            measure "$healer" "$kind" >>"$work/$kind-$healer"
        done
        i=$((i + 1))
    done
    for healer in $healers; do
        file=$work/$kind-$healer
        printf '%-7s %-10s %8s %9s %8s  %s\n' "$kind" "$healer" "$(cut -d' ' -f1 "$file" | median)" \
            "$(cut -d' ' -f2 "$file" | median)" "$(cut -d' ' -f3 "$file" | median)" "$(cut -d' ' -f1 "$file" | tr '\n' ' ')"
    done
done
