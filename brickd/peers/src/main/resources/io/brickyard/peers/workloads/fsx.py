"""Random reads, writes, truncations, mappings, holes and syncs on one file, each checked against a copy in memory.

FALLOC_FL_ZERO_RANGE is left out: the stock FUSE client (10.3) turns it into a plain allocation that zeroes nothing.
"""
import mmap
import os
import random

import steps
from steps import KEEP_SIZE, PUNCH_HOLE

LARGEST = 256 * 1024


class Exerciser:
    def __init__(self, rng, path):
        self.rng = rng
        self.model = bytearray()
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)

    def put(self, offset, data):
        """What a write does to the model."""
        if offset + len(data) > len(self.model):
            self.model.extend(bytes(offset + len(data) - len(self.model)))
        self.model[offset:offset + len(data)] = data

    def place(self):
        return self.rng.randrange(LARGEST), self.rng.randrange(1, self.rng.choice((10, 5000, 70_000)))

    def write(self):
        offset, length = self.place()
        data = self.rng.randbytes(length)
        os.pwrite(self.descriptor, data, offset)
        self.put(offset, data)

    def read(self):
        offset, length = self.place()
        return os.pread(self.descriptor, length, offset) == self.model[offset:offset + length]

    def truncate(self):
        length = self.rng.randrange(LARGEST)
        os.ftruncate(self.descriptor, length)
        del self.model[length:]
        self.model.extend(bytes(length - len(self.model)))

    def map_write(self):
        if not self.model:
            return
        with mmap.mmap(self.descriptor, len(self.model)) as view:
            offset = self.rng.randrange(len(self.model))
            data = self.rng.randbytes(min(len(self.model) - offset, 9000))
            view[offset:offset + len(data)] = data
            self.put(offset, data)

    def map_read(self):
        if not self.model:
            return True
        with mmap.mmap(self.descriptor, len(self.model), prot=mmap.PROT_READ) as view:
            return view[:] == self.model

    def punch(self):
        offset, length = self.place()
        steps.fallocate(self.descriptor, PUNCH_HOLE | KEEP_SIZE, offset, length)
        end = min(offset + length, len(self.model))
        if offset < end:
            self.model[offset:end] = bytes(end - offset)

    def allocate(self):
        offset, length = self.place()
        steps.fallocate(self.descriptor, 0, offset, length)
        if offset + length > len(self.model):
            self.model.extend(bytes(offset + length - len(self.model)))

    def sync(self):
        os.fsync(self.descriptor)

    def size(self):
        return os.fstat(self.descriptor).st_size == len(self.model)


CALLS = (("write",) * 8 + ("read",) * 8
         + ("truncate", "map_write", "map_read", "map_read", "punch", "allocate", "sync", "size"))


def main():
    given = steps.arguments()
    rng = random.Random(given.seed)
    exerciser = Exerciser(rng, "x")
    done = {}
    for number in range(given.size):
        call = rng.choice(CALLS)
        done[call] = done.get(call, 0) + 1
        if getattr(exerciser, call)() is False:
            steps.say(f"operation {number}, {call}: NOT WHAT WAS WRITTEN")
            return
    steps.say(f"operations: {sorted(done.items())}")
    steps.say(f"size {len(exerciser.model)} digest {steps.digest(exerciser.model)}")
    steps.check("the other mount has it all", steps.read_file(given.mount[1] + "/x") == exerciser.model)


main()
