#!/usr/bin/python3
"""Makes a folder of many dumps out of real ones, for speed.sh: make-dumps.py FORMAT COUNT BYTES-EACH FOLDER.

Every file is a dump of a process of its own: counts differ, file lists are as long as it takes to reach the size (GlusterFS
lists up to 100 names in each of seven lists). FORMAT is text, json, samples, profile, xml, statedump, metrics, fio or capture.
"""
import os
import re
import sys

CAPTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "captures")


def read(name):
    with open(os.path.join(CAPTURES, name), "rb") as file:
        return file.read()


def text(index, size):
    dump = read("dump-oddities/dumps/01-every-fop.client-iot-parent")
    dump = re.sub(rb"(?m)^(READ +)\d+", lambda row: row.group(1) + str(1000 + index).encode(), dump)
    cut = dump.index(b"\n=== Interval")
    names = b"".join(b"%d\t\t/some/where/in/a/deep/tree/of/files/number-%06d\n" % (index, n)
                     for n in range(max(0, size - len(dump)) // 60))
    return dump[:cut] + names + dump[cut:]


def json(index, size):
    dump = read("seed-randread-json/dumps/after/after.client-iot-parent")
    dump = dump.replace(b"client-iot-parent", b"probe-%05d" % index)
    return dump * max(1, size // len(dump))


def samples(index, size):
    dump = read("seed-randread-samples/samples/after/glusterfs_client-iot-parent.samp")
    dump = dump.replace(b"client-iot-parent", b"probe-%05d" % index)
    return dump * max(1, size // len(dump))


def profile(index, size):
    dump = read("volume-profile/A-info.txt").replace(b"vm:", b"host%05d:" % index)
    return dump * max(1, size // len(dump))


def xml(index, size):
    dump = read("volume-profile/A-info-cumulative.xml").replace(b"vm:", b"host%05d:" % index)
    brick = dump[dump.index(b"<brick>"):dump.index(b"</brick>") + len(b"</brick>")]
    more = b"".join(b"\n" + brick.replace(b"/data/rv/", b"/data/%d/" % n)
                    for n in range(max(0, size - len(dump)) // len(brick)))
    return dump.replace(b"</brick>", b"</brick>" + more, 1)


def statedump(index, size):
    """Memory sections, which are most of a statedump, as long as it takes."""
    dump = read("seed-randread-text/statedumps/after/statedump.client")
    dump = dump.replace(b"client-iot-parent", b"probe-%05d" % index)
    memory = b"[global.glusterfs - usage-type gf_common_mt_%d memusage]\nsize=0\nnum_allocs=0\nmax_size=56\n\n"
    more = b"".join(memory % n for n in range(max(0, size - len(dump)) // 90))
    end = dump.index(b"DUMP-END-TIME")
    return dump[:end] + more + dump[end:]


def metrics(index, size):
    dump = read("usr2-metrics/client.metrics").replace(b"client-0", b"client-%05d" % index)
    more = b"".join(b"memory.pool.%d.count %d\n" % (n, index) for n in range(max(0, size - len(dump)) // 26))
    end = dump.index(b"# End of metrics")
    return dump[:end] + more + dump[end:]


def fio(index, size):
    result = read("seed-randread-text/fio.json")
    return result * max(1, size // len(result))


def capture(index, size):
    whole = read("wire-randread-paced/brick0-paced.pcap")
    return whole[:24] + whole[24:] * max(1, size // len(whole))


def main():
    form, count, size, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    os.makedirs(folder, exist_ok=True)
    for index in range(count):
        with open(os.path.join(folder, "dump.probe-%05d" % index), "wb") as file:
            file.write(globals()[form](index, size))


main()
