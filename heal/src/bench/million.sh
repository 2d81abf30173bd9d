#!/bin/sh
# How much memory a heal takes while very many entries are pending: a directory of ENTRIES small files that one of three
# stock bricks was away for, so that it lacks all their names. A stock client would take long to make them, so they are made
# behind the bricks' backs, marked on the other two bricks as AFR marks them: each file, the directory, and the notes of what
# changed in it. Printed are the most memory that the heal ever took, how many entries it healed and in how much time.
# Needs root, glusterd, python3, and for a million entries eight million inodes; in memory 10 GiB, and the tmpfs mounted with
# nr_inodes=0, for by default it has fewer.
#
# usage: million.sh BRICKYARD [ENTRIES] [MAX_RUNTIME] [OPTION]...
#   ENTRIES      default 1000000
#   MAX_RUNTIME  ends the heal earlier; default 10m
#   OPTION       further ones of "heal run"
set -eu
brickyard=$(readlink -f "${1:?usage: million.sh BRICKYARD [ENTRIES] [MAX_RUNTIME] [OPTION]...}")
entries=${2:-1000000}
runtime=${3:-10m}
shift $(($# < 3 ? $# : 3))
bench=$(dirname "$(readlink -f "$0")")

# shellcheck source=../../../brickd/daemon/src/bench/two-servers.sh
. "$bench/../../../brickd/daemon/src/bench/two-servers.sh"
in_name_spaces -nm "$0" "$brickyard" "$entries" "$runtime" "$@"
begin million mnt
start_stock replica 3 $stock:"$work/b0" $stock:"$work/b1" $stock:"$work/b2"
gluster volume set bench cluster.self-heal-daemon off >/dev/null
glusterfs --volfile-server=$stock --volfile-id=bench -N -l "$work/mnt.log" "$work/mnt" &
pids="$pids $!"
mounts="$mounts $work/mnt"
until [ "$(grep -cs 'attached to remote volume' "$work/mnt.log")" = 3 ] && mountpoint -q "$work/mnt"; do sleep 0.2; done
mkdir "$work/mnt/d"

python3 - "$entries" "$work/b0" "$work/b1" <<'END'
import os, random, struct, sys, uuid

entries, bricks = int(sys.argv[1]), sys.argv[2:]
random.seed(3)
directory = os.getxattr(bricks[0] + "/d", "trusted.gfid")
parent = str(uuid.UUID(bytes=directory))
missed = "trusted.afr.bench-client-2"
fresh, changed = struct.pack(">III", 2, 1, 0), struct.pack(">III", 0, 0, entries)
gfids = [random.randbytes(16) for _ in range(entries)]


def note(index, name):
    os.close(os.open(index + "/" + name, os.O_CREAT | os.O_WRONLY, 0))


for brick in bricks:
    top = brick + "/.glusterfs/"
    indices = top + "indices/"
    names = indices + "entry-changes/" + parent
    os.mkdir(names)
    os.setxattr(brick + "/d", missed, changed)
    note(indices + "xattrop", parent)
    for number, gfid in enumerate(gfids):
        name = f"f{number}"
        path = brick + "/d/" + name
        text = str(uuid.UUID(bytes=gfid))
        with open(path, "w") as file:
            file.write(name + "\n")
        os.setxattr(path, "trusted.gfid", gfid)
        os.setxattr(path, missed, fresh)
        os.setxattr(path, f"trusted.gfid2path.{number:016x}", f"{parent}/{name}".encode())
        handle = top + text[:2] + "/" + text[2:4]
        os.makedirs(handle, exist_ok=True)
        os.link(path, handle + "/" + text)
        note(indices + "xattrop", text)
        note(names, name)
END

began=$(date +%s)
"$brickyard" heal run --volume $stock:bench --state-dir "$work/heal" --max-runtime "$runtime" "$@" >"$work/heal.out" 2>&1 &
heal=$!
most=0
while kill -0 $heal 2>/dev/null; do
    now=$(awk '/^VmHWM/ { print $2 }' "/proc/$heal/status" 2>/dev/null || :)
    most=${now:-$most}
    sleep 0.2
done
wait $heal || :
tail -3 "$work/heal.out"
echo "$entries entries: at most $((most / 1024)) MiB; $(find "$work/b2/d" -type f | wc -l) healed in $(($(date +%s) - began)) s"
