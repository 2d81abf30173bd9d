"""Holes: SEEK_DATA and SEEK_HOLE, fallocate in all its modes, truncation, copies by the kernel."""
import os

import steps
from steps import KEEP_SIZE, PUNCH_HOLE, ZERO_RANGE

KIB = 1024


def map_of(descriptor):
    """The extents as the file system tells them, in KiB: data from-to."""
    os.fsync(descriptor)
    size, offset, extents = os.fstat(descriptor).st_size, 0, []
    while offset < size:
        try:
            data = os.lseek(descriptor, offset, os.SEEK_DATA)
        except OSError as e:
            extents.append(steps.errno_name(e))
            break
        offset = os.lseek(descriptor, data, os.SEEK_HOLE)
        extents.append(f"{data / KIB:g}-{offset / KIB:g}")
    return f"size {size} data {' '.join(extents)}"


def main():
    given = steps.arguments()
    step = steps.step
    far = given.size * KIB * KIB
    file = os.open("sparse", os.O_RDWR | os.O_CREAT, 0o644)
    for offset in (0, 256 * KIB, far):
        os.pwrite(file, b"d" * 64 * KIB, offset)
    step("three islands", lambda: map_of(file), str)
    steps.check("takes less room than its size", os.fstat(file).st_blocks * 512 < far)
    for what, whence, offset in (("data at 0", os.SEEK_DATA, 0), ("data in a hole", os.SEEK_DATA, 128 * KIB),
                                 ("hole in data", os.SEEK_HOLE, 4 * KIB), ("hole at the end", os.SEEK_HOLE, far),
                                 ("data at the end", os.SEEK_DATA, far + 64 * KIB), ("data beyond", os.SEEK_DATA, 1 << 40),
                                 ("hole beyond", os.SEEK_HOLE, 1 << 40), ("data before", os.SEEK_DATA, -1)):
        step(f"seek {what}", lambda w=whence, o=offset: os.lseek(file, o, w), str)

    # Stock's FUSE client (10.3) sends the zero modes as plain allocations: whole pages keep their data.
    modes = (("allocate within", 0, 128 * KIB, 32 * KIB), ("allocate beyond", 0, far, 256 * KIB),
             ("allocate beyond, keep size", KEEP_SIZE, far + KIB * KIB, 64 * KIB),
             ("punch", PUNCH_HOLE | KEEP_SIZE, 16 * KIB, 16 * KIB), ("punch unaligned", PUNCH_HOLE | KEEP_SIZE, 262_244, 9_000),
             ("punch without keep size", PUNCH_HOLE, 0, 4 * KIB), ("zero", ZERO_RANGE, 4 * KIB, 8 * KIB),
             ("zero unaligned", ZERO_RANGE, 40_001, 777), ("zero beyond", ZERO_RANGE, far + 256 * KIB, 32 * KIB),
             ("zero beyond, keep size", ZERO_RANGE | KEEP_SIZE, far + 512 * KIB, 32 * KIB),
             ("collapse", 8, 0, 4 * KIB), ("insert", 32, 0, 4 * KIB), ("nothing", 0, 0, 0), ("negative", 0, -1, 10))
    for what, mode, offset, length in modes:
        step(what, lambda m=mode, o=offset, n=length: steps.fallocate(file, m, o, n))
        step("  now", lambda: (os.fstat(file).st_size, steps.digest(os.pread(file, 320 * KIB, 0))), str)
    step("extents", lambda: map_of(file), str)
    step("shrink", lambda: os.ftruncate(file, 100_001))
    step("grow", lambda: os.ftruncate(file, 300_000))
    step("extents", lambda: map_of(file), str)
    step("what grew is zero", lambda: not any(os.pread(file, 200_000, 100_001)), str)

    copy = os.open("copy", os.O_RDWR | os.O_CREAT, 0o644)
    step("copy_file_range", lambda: os.copy_file_range(file, copy, 200_000, 0, 5), str)
    step("copy", lambda: steps.digest(os.pread(copy, 300_000, 0)), str)
    step("largest offset", lambda: os.pwrite(copy, b"z", (1 << 63) - 2))
    step("16 TiB", lambda: os.ftruncate(copy, 1 << 44))
    step("1 TiB", lambda: os.ftruncate(copy, 1 << 40))
    step("size", lambda: os.fstat(copy).st_size, str)
    step("negative size", lambda: os.ftruncate(copy, -1))
    step("small again", lambda: os.ftruncate(copy, 10))
    read_only = os.open("copy", os.O_RDONLY)
    step("allocate through a reading descriptor", lambda: steps.fallocate(read_only, 0, 0, 100))
    step("truncate through a reading descriptor", lambda: os.ftruncate(read_only, 0))


main()
