package io.brickyard.stats.advice;

import java.util.List;

import static io.brickyard.stats.advice.FopKind.ANY;
import static io.brickyard.stats.advice.FopKind.CHANGE;
import static io.brickyard.stats.advice.FopKind.LIST;
import static io.brickyard.stats.advice.FopKind.LOOKUP;
import static io.brickyard.stats.advice.FopKind.READ;
import static io.brickyard.stats.advice.FopKind.SYNC;
import static io.brickyard.stats.advice.FopKind.WRITE;

/**
 * What may help at a place: a setting, or the measurement that tells which setting does. What stands in backquotes is to be
 * typed.
 *
 * @param place where
 * @param kind for which FOPs
 * @param text a sentence or two
 */
record Tip(Place place, FopKind kind, String text) {
    /** All there is; of one place the best first. */
    static final List<Tip> TABLE = List.of(
            new Tip(Place.KERNEL, ANY,
                    "Run the same load without the mount, with fio's engine `gfapi` or with `brickyard"
                            + " load --ioengine=gluster`. What that saves is the kernel's and FUSE's; no volume option gives it"
                            + " back."),
            new Tip(Place.KERNEL, READ,
                    "It is a cost per call: larger reads, or reads through the page cache instead of"
                            + " O_DIRECT, spread it over more bytes."),
            new Tip(Place.KERNEL, WRITE,
                    "It is a cost per call: larger writes spread it over more bytes; the mount option"
                            + " `kernel-writeback-cache=yes` merges small ones where one client alone writes a file."),
            new Tip(Place.KERNEL, LOOKUP,
                    "Mount with a longer `attribute-timeout` and `entry-timeout` (1 s each) if other"
                            + " clients seldom change the same files: the kernel then asks less often."),
            new Tip(Place.KERNEL, ANY,
                    "With many callers at once, mount with `reader-thread-count=4`: one thread reads all"
                            + " calls otherwise."),

            new Tip(Place.GFAPI, ANY, "The library adds little by itself: keep more calls in flight (its asynchronous"
                    + " calls; fio's `gfapi_async`) and see whether the program itself is short of CPU."),

            new Tip(Place.ABOVE_BRICKS, ANY,
                    "Dump the client too while the load runs: `setfattr -n trusted.io-stats-dump"
                            + " -v NAME MOUNT`, or `kill -USR2` its process. This gap holds kernel, client and network together."),
            new Tip(Place.ABOVE_BRICKS_UNORDERED, ANY,
                    "Give the volume files too (`/var/lib/glusterd/vols/VOLUME`), and"
                            + " `kill -USR2` the client's process for the latency of each of its translators: they tell whether it"
                            + " is the client or the network."),

            new Tip(Place.REPLICATE, READ,
                    "One copy answers a read: `cluster.choose-local` on prefers one on this host,"
                            + " `cluster.read-hash-mode` 3 the one with the fewest reads outstanding."),
            new Tip(Place.REPLICATE, WRITE,
                    "The slowest copy decides: compare the bricks' averages in the notes and start"
                            + " with the slow one. `cluster.eager-lock` must be on, so that writes in a row keep their lock."),
            new Tip(Place.REPLICATE, SYNC,
                    "The slowest copy decides: compare the bricks' averages in the notes and start"
                            + " with the slow one."),
            new Tip(Place.REPLICATE, CHANGE,
                    "Each change takes locks and marks on all copies, several round trips in a row:"
                            + " the way to fewer is fewer, larger files; the way to shorter ones is the network."),
            new Tip(Place.REPLICATE, ANY, "Look at `gluster volume heal VOLUME info`: files that wait for a heal make"
                    + " replication ask more bricks."),

            new Tip(Place.DISPERSE, ANY,
                    "Each call needs several bricks, and the slowest of them decides: compare their"
                            + " averages in the notes. Writes smaller than a stripe read it first."),
            new Tip(Place.DISPERSE, WRITE,
                    "`disperse.eager-lock` on for files of one writer; off if clients share files and"
                            + " wait for each other."),
            new Tip(Place.DISPERSE, LOOKUP, "`disperse.other-eager-lock` off if several clients work in the same"
                    + " directories."),

            new Tip(Place.DISTRIBUTE, LOOKUP,
                    "`cluster.lookup-optimize` must be on: without it a name that does not exist"
                            + " is asked of every subvolume. `performance.nl-cache` on remembers such names."),
            new Tip(Place.DISTRIBUTE, LIST, "`performance.parallel-readdir` and `performance.readdir-ahead` on: else"
                    + " subvolumes are listed one after the other."),
            new Tip(Place.DISTRIBUTE, ANY,
                    "Distribution should cost next to nothing here: look for a rebalance that is under"
                            + " way, and for link files after one that was not finished."),

            new Tip(Place.CLIENT_IO_THREADS, ANY,
                    "Compare with `performance.client-io-threads` off: with few calls in flight"
                            + " the hand-over between threads costs more than it gives; with many on several cores it gives more."),

            new Tip(Place.CLIENT_CACHES, READ,
                    "Random reads of more than fits pay for caches that never hit: compare with"
                            + " `performance.io-cache`, `performance.read-ahead` and `performance.quick-read` off."),
            new Tip(Place.CLIENT_CACHES, WRITE, "`performance.write-behind` on answers writes before they are sent;"
                    + " `performance.write-behind-window-size` bounds how much it may hold."),
            new Tip(Place.CLIENT_CACHES, LOOKUP, "Let attributes stay: `features.cache-invalidation` on,"
                    + " `performance.cache-invalidation` on, `performance.md-cache-timeout` 600."),
            new Tip(Place.CLIENT_CACHES, ANY,
                    "`kill -USR2` the client's process and give the file that it writes: it tells"
                            + " which of these translators it is."),

            new Tip(Place.CLIENT, ANY,
                    "`kill -USR2` the client's process and give the file that it writes: it tells which"
                            + " of these translators it is; then switch off what the load does not need."),

            new Tip(Place.CLIENT_RPC, ANY,
                    "Watch the client's threads with `top -H`: if an event thread is always busy,"
                            + " raise `client.event-threads`; if the CPU is, nothing but fewer or larger calls helps."),
            new Tip(Place.CLIENT_RPC, ANY, "TLS (`client.ssl`) and `network.compression` are paid for here."),

            new Tip(Place.NETWORK, ANY, "Find out which end it is before changing anything: `tcpdump -i any -s 128 -w"
                    + " brick.pcap tcp port PORT` on the brick's host while the load runs. With the capture this report"
                    + " splits the time in two."),
            new Tip(Place.NETWORK, ANY, "Compare with the round trip that `ping` shows: what is more than that is CPU,"
                    + " wake-ups and queues at both ends. If `top -H` shows an event thread always busy, raise"
                    + " `client.event-threads` or `server.event-threads`."),
            new Tip(Place.NETWORK, READ,
                    "Fewer, larger calls pay it less often: larger reads, or read-ahead where files are"
                            + " read in order."),
            new Tip(Place.NETWORK, WRITE,
                    "Fewer, larger calls pay it less often: `performance.write-behind` on gathers small"
                            + " writes."),
            new Tip(Place.NETWORK, LOOKUP,
                    "Fewer calls: `features.cache-invalidation` on, `performance.cache-invalidation`"
                            + " on and `performance.md-cache-timeout` 600 answer from the client's memory."),
            new Tip(Place.NETWORK, LIST, "Fewer calls: `performance.readdir-ahead` on, and a larger"
                    + " `performance.rda-cache-limit`."),

            new Tip(Place.WIRE, ANY,
                    "Compare with `ping`, and look for retransmissions (`ss -ti`) and drops (`ethtool -S"
                            + " NIC`). Interrupts that the card gathers (`ethtool -c NIC`) show as a constant on every call."),

            new Tip(Place.BRICK_RPC, ANY,
                    "Watch the brick's threads with `top -H`: if an event thread is always busy, raise"
                            + " `server.event-threads`; if all CPUs are, bricks on this host are too many or too busy."),
            new Tip(Place.BRICK_RPC, ANY,
                    "A client with more calls in flight than `server.outstanding-rpc-limit` (64) is"
                            + " held back here. TLS (`server.ssl`) is paid for here too."),

            new Tip(Place.BRICK_IO_THREADS, ANY, "Calls queue here while all threads wait for the disk, so look at"
                    + " storage/posix first. If the disk is not the limit, raise `performance.io-thread-count` (16)."),
            new Tip(Place.BRICK_IO_THREADS, ANY,
                    "With few calls in flight it is the hand-over between threads: compare with"
                            + " `performance.iot-pass-through` on."),

            new Tip(Place.LOCKS, ANY,
                    "Look for calls that wait until others release their locks: `gluster volume statedump"
                            + " VOLUME`, then search the file for BLOCKED and for who is ACTIVE there."),

            new Tip(Place.BRICK, ANY, "Features that are on cost here: `features.quota`, `changelog.changelog`"
                    + " (geo-replication), `features.bitrot`. `kill -USR2` the brick's process and give the file that it"
                    + " writes: it tells which translator it is."),

            new Tip(Place.WHOLE_BRICK, ANY,
                    "See inside first: `kill -USR2` the brick's process and give the file that it"
                            + " writes (`/var/run/gluster/metrics`), and `iostat -x 1` on its host for the disk's part."),

            new Tip(Place.STORAGE, READ,
                    "Disk or CPU? `iostat -x 1` on the brick's host: if r_await is about this long, the"
                            + " disk decides: more memory for its cache, or faster disks. If the disk is idle, it is system calls"
                            + " and CPU."),
            new Tip(Place.STORAGE, READ,
                    "If applications open with O_DIRECT: `network.remote-dio` enable lets the brick's"
                            + " page cache help all the same."),
            new Tip(Place.STORAGE, WRITE,
                    "Disk or CPU? `iostat -x 1` on the brick's host: if w_await is about this long, the"
                            + " disk decides: a write cache that survives power loss, or faster disks."),
            new Tip(Place.STORAGE, SYNC,
                    "It waits for the disk to write: `iostat -x 1` shows it as f_await. A write cache"
                            + " that survives power loss helps; no volume option does without giving up safety."),
            new Tip(Place.STORAGE, LOOKUP,
                    "Keep inodes in memory: a lower `vm.vfs_cache_pressure` on the brick's host, a"
                            + " larger `network.inode-lru-limit`; mount the brick with `noatime`."),
            new Tip(Place.STORAGE, LIST,
                    "Keep inodes in memory: a lower `vm.vfs_cache_pressure` on the brick's host; mount"
                            + " the brick with `noatime`."),
            new Tip(Place.STORAGE, CHANGE,
                    "The journal of the brick's file system decides: `iostat -x 1` on its host; a"
                            + " faster device for brick or journal, `noatime`."),
            new Tip(Place.STORAGE, ANY, "`iostat -x 1` on the brick's host tells whether it is the disk."),

            new Tip(Place.UNKNOWN, ANY,
                    "Give volume files, or probes named after their place (`parent of storage/posix`):"
                            + " then this says more."),
            new Tip(Place.ONE_PROBE, ANY,
                    "Dump a second probe above or below it: one alone says how long calls take, not"
                            + " where."),

            new Tip(Place.UNEQUAL, ANY,
                    "Make sure of the numbers first: both sides of this gap saw different numbers of calls."
                            + " Take the dumps of all clients and bricks over the same time, then look again."),

            new Tip(Place.AMPLIFIED, LOOKUP,
                    "Fewer calls come first: `cluster.lookup-optimize` on, `performance.nl-cache`"
                            + " on, `performance.md-cache-timeout` 600."),
            new Tip(Place.AMPLIFIED, ANY,
                    "Fewer calls come first: see which translator makes several of one, and whether"
                            + " larger requests or another option make them one."));
}
