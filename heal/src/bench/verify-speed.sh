#!/bin/sh
# How fast brickyard heal verify compares the copies on three stock bricks, and what that costs: many files of random bytes,
# first all alike, then with single bytes flipped behind the bricks' backs. Beside it sha256sum, which reads the same from
# the bricks' directories, one process for each brick, and compares nothing. Printed for each run: seconds, MiB/s of one
# copy, MiB on the wire, seconds of CPU of the bricks and of the verifier, and the most memory that it had.
# Needs root, glusterd, python3 and /usr/bin/time.
#
# usage: verify-speed.sh BRICKYARD [RUNS] [FILES] [MIB] [FLIPS]
#   RUNS   how often each is measured; default 3
#   FILES  how many files; default 500
#   MIB    size of all together; default 1024
#   FLIPS  how many bytes are flipped; default 200
set -eu
brickyard=$(readlink -f "${1:?usage: verify-speed.sh BRICKYARD [RUNS] [FILES] [MIB] [FLIPS]}")
runs=${2:-3}
files=${3:-500}
mib=${4:-1024}
flips=${5:-200}
bench=$(dirname "$(readlink -f "$0")")

# shellcheck source=../../../brickd/daemon/src/bench/two-servers.sh
. "$bench/../../../brickd/daemon/src/bench/two-servers.sh"
in_name_spaces -nm "$0" "$brickyard" "$runs" "$files" "$mib" "$flips"
begin verify-speed mnt
start_stock replica 3 $stock:"$work/b0" $stock:"$work/b1" $stock:"$work/b2"
gluster volume set bench cluster.self-heal-daemon off >/dev/null

glusterfs --volfile-server=$stock --volfile-id=bench -N -l "$work/mnt.log" "$work/mnt" &
pids="$pids $!"
mounts="$mounts $work/mnt"
until [ "$(grep -c 'attached to remote volume' "$work/mnt.log" 2>/dev/null || :)" = 3 ] && mountpoint -q "$work/mnt"; do
    sleep 0.2
done
python3 -c '
import os, random, sys
place, files, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) * 2**20
for i in range(files):
    os.makedirs(f"{place}/d{i % 7}", exist_ok=True)
    with open(f"{place}/d{i % 7}/f{i}", "wb") as file:
        file.write(random.randbytes(size // files))' "$work/mnt" "$files" "$mib"
sync

# Seconds of CPU of all bricks.
cpu() {
    for pid in $(cat "$work"/run/vols/bench/*.pid); do
        awk '{ print $14 + $15 }' "/proc/$pid/stat"
    done | awk '{ sum += $1 } END { printf "%.2f\n", sum / 100 }'
}

wire() {
    awk '/lo:/ { printf "%.1f\n", $2 / 1048576 }' /proc/net/dev
}

# measure NAME COMMAND...
measure() {
    name=$1
    shift
    c=$(cpu) w=$(wire)
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >"$work/out" 2>"$work/err" || :
    tail -1 "$work/time" | awk -v name="$name" -v mib="$mib" -v c="$(cpu)" -v b="$c" -v w="$(wire)" -v x="$w" '{
        printf "%-10s %8.2f %8.0f %9.1f %8.2f %8.2f %8.0f", name, $1, mib / $1, w - x, c - b, $2 + $3, $4 / 1024 }'
    printf '  %s differences\n' "$(grep -c ^differs "$work/out" || :)"
}

verify() {
    measure "$1" "$brickyard" heal verify --volume $stock:bench --state-dir "$work/heal"
}

printf '%-10s %8s %8s %9s %8s %8s %8s\n' what seconds MiB/s 'MiB wire' 'CPU b.' 'CPU v.' 'MiB mem'
i=0
while [ $i -lt "$runs" ]; do
    measure sha256sum sh -c "for b in b0 b1 b2; do find '$work'/\$b -path '*/.glusterfs' -prune -o -type f -print0 |
        xargs -0 sha256sum & done; wait"
    verify alike
    i=$((i + 1))
done
python3 -c '
import os, random, sys
work, files, size, flips = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) * 2**20, int(sys.argv[4])
random.seed(7)
for page in random.sample(range(size // files // 12288 * files), flips):
    i, at = page % files, page // files * 12288
    fd = os.open(f"{work}/b{random.randrange(3)}/d{i % 7}/f{i}", os.O_RDWR)
    os.pwrite(fd, bytes([os.pread(fd, 1, at)[0] ^ 32]), at)
    os.close(fd)' "$work" "$files" "$mib" "$flips"
verify flipped
