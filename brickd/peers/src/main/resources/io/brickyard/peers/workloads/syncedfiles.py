"""What synced.py writes and syncedlook.py looks for."""
import os

RECORD = 4096
SLOTS = 8
WRITERS = ("kept", "fresh", "replaced", "unsynced")


def record(number):
    return f"{number:08d}".encode() * (RECORD // 8)


def slot_name(slot):
    return f"slot{slot}"


def content(slot, version):
    """A version of a file that is replaced as a whole, of some length of its own."""
    return f"{version:011d}".encode() * (1 + (version * 37 + slot) % 900)


def tell(descriptor, slot, number):
    """One write of 16 bytes: no line is ever seen in part."""
    os.write(descriptor, f"{slot:03d} {number:011d}\n".encode())


def told(scratch, writer):
    """Pairs of slot and number, in the order told, but for those of "unsure-WRITER"."""
    unsure = set(pairs(f"{scratch}/unsure-{writer}"))
    return [pair for pair in pairs(f"{scratch}/told-{writer}") if pair not in unsure]


def pairs(path):
    try:
        with open(path, encoding="ascii") as lines:
            return [tuple(map(int, line.split())) for line in lines]
    except FileNotFoundError:
        return []
