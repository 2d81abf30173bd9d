"""A big file in different block sizes and descriptor modes, by checksum; size counts MiB."""
import hashlib
import mmap
import os
import random

import steps


def checksum(path, block):
    digest, offset = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_RDONLY)
    while piece := os.pread(descriptor, block, offset):
        digest.update(piece)
        offset += len(piece)
    os.close(descriptor)
    return digest.hexdigest()[:32]


def direct(path, pattern, blocks):
    """Writes and reads through O_DIRECT, which needs aligned memory."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_DIRECT, 0o644)
    with mmap.mmap(-1, len(pattern)) as memory:
        memory[:] = pattern
        for number in range(blocks):
            os.pwrite(descriptor, memory, number * len(pattern))
        memory[:] = bytes(len(pattern))
        same = True
        for number in range(blocks):
            same = same and os.preadv(descriptor, [memory], number * len(pattern)) == len(pattern) and memory[:] == pattern
    os.close(descriptor)
    return same


def main():
    given = steps.arguments()
    rng = random.Random(given.seed)
    mib = rng.randbytes(1 << 20)
    expected = hashlib.sha256()
    descriptor = os.open("big", os.O_WRONLY | os.O_CREAT, 0o644)
    for number in range(given.size):
        block = number.to_bytes(8, "big") + mib[8:]
        expected.update(block)
        written = 0
        while written < len(block):
            written += os.write(descriptor, block[written:])
    os.fsync(descriptor)
    os.close(descriptor)
    steps.step("size", lambda: os.stat("big").st_size, str)
    steps.check("checksum by 1 MiB", checksum(given.mount[1] + "/big", 1 << 20) == expected.hexdigest()[:32])
    steps.check("checksum by odd blocks", checksum("big", 131_077) == expected.hexdigest()[:32])
    steps.step("through O_DIRECT", lambda: direct("direct", mib[:131_072], given.size), str)
    synchronous = os.open("sync", os.O_WRONLY | os.O_CREAT | os.O_SYNC, 0o644)
    for number in range(50):
        os.write(synchronous, mib[number * 1000:(number + 1) * 1000])
    os.close(synchronous)
    steps.step("copy by program", lambda: steps.tool("cp", ["cp", "--sparse=never", "big", "copy"]))
    steps.tool("compare", ["cmp", "big", "copy"])
    os.unlink("big")


main()
