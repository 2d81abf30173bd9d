"""Memory-mapped files: shared writes reach the file, other descriptors and the brick."""
import mmap
import os
import random

import steps


def main():
    given = steps.arguments()
    rng = random.Random(given.seed)
    length = given.size * 64 * 1024
    model = bytearray(length)
    descriptor = os.open("mapped", os.O_RDWR | os.O_CREAT, 0o644)
    os.ftruncate(descriptor, length)
    with mmap.mmap(descriptor, length) as view:
        for _ in range(200):
            offset = rng.randrange(length)
            data = rng.randbytes(min(length - offset, rng.randrange(1, 9000)))
            view[offset:offset + len(data)] = model[offset:offset + len(data)] = data
        view.flush()
        steps.check("read(2) sees what was stored", os.pread(descriptor, length, 0) == model)
        os.pwrite(descriptor, b"written", 5000)
        model[5000:5007] = b"written"
        steps.check("the map sees what was written", view[5000:5007] == b"written")

        def store():
            view[length - 10:] = b"from child"

        steps.Child(store).result()
        model[-10:] = b"from child"
        steps.check("a shared map is shared", view[:] == model)
    os.fsync(descriptor)
    os.close(descriptor)
    steps.check("the other mount has it all", steps.read_file(given.mount[1] + "/mapped") == model)

    descriptor = os.open("mapped", os.O_RDONLY)
    with mmap.mmap(descriptor, length, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_WRITE) as view:
        view[0:7] = b"private"
        steps.check("a private map stays private", os.pread(descriptor, 7, 0) == model[:7])

    def beyond():
        short = os.open("short", os.O_RDWR | os.O_CREAT, 0o644)
        os.ftruncate(short, 8192)
        view = mmap.mmap(short, 8192)
        os.ftruncate(short, 100)
        return view[5000]

    steps.say(f"touch beyond the end: {steps.Child(beyond).answer()}")
    steps.write_file("program", b"#!/bin/sh\necho run from the mount\n")
    os.chmod("program", 0o755)
    steps.tool("run a program", [given.mount[0] + "/program"])


main()
