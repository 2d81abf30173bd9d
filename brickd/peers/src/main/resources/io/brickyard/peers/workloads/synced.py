"""Writers that go on while the brick is lost and comes back, until the file "stop" is in the scratch directory.

Each tells in the scratch directory's "told-WRITER" what is safe. Until the client has found its brick again, calls fail
or wait; a writer tries again from where it knows it stood. Size counts the writers of syncedfiles.WRITERS to run.
"""
import os
import time

import steps
from syncedfiles import RECORD, SLOTS, WRITERS, content, record, slot_name, tell

# A client notices its brick again within seconds; a writer that got nowhere for so long never will.
PATIENCE_SECONDS = 60


def synced(descriptor, data, offset):
    if os.pwrite(descriptor, data, offset) != len(data):
        raise OSError(5, "short write")
    os.fsync(descriptor)


class Kept:
    """Records in a file that stays open: the client opens it again at the brick that came back."""

    def __init__(self):
        self.descriptor = os.open("kept", os.O_WRONLY | os.O_CREAT, 0o644)

    def write(self, number):
        synced(self.descriptor, record(number), number * RECORD)
        return 0


class Fresh:
    """Records in a file that is opened for each."""

    def write(self, number):
        descriptor = os.open("fresh", os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            synced(descriptor, record(number), number * RECORD)
        finally:
            os.close(descriptor)
        return 0


class Replaced:
    """Small files, each new version written aside, synced, renamed over the old one, and the directory synced."""

    def write(self, number):
        slot = number % SLOTS
        aside = slot_name(slot) + ".new"
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            os.setxattr(descriptor, "user.version", str(number).encode())
            synced(descriptor, content(slot, number), 0)
        finally:
            os.close(descriptor)
        os.rename(aside, slot_name(slot))
        directory = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
        return slot


class Unsynced:
    """Records that are never synced."""

    def write(self, number):
        descriptor = os.open("unsynced", os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            if os.pwrite(descriptor, record(number), number * RECORD) != RECORD:
                raise OSError(5, "short write")
        finally:
            os.close(descriptor)
        return 0


def run(given, writer):
    told = os.open(f"{given.scratch}/told-{writer}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    way = {"kept": Kept, "fresh": Fresh, "replaced": Replaced, "unsynced": Unsynced}[writer]()
    progress = time.monotonic()
    number = 0
    while not os.path.exists(given.scratch + "/stop"):
        try:
            tell(told, way.write(number), number)
            number += 1
            progress = time.monotonic()
        except OSError as e:
            if time.monotonic() - progress > PATIENCE_SECONDS:
                raise SystemExit(f"{writer}: still {steps.errno_name(e)} after {PATIENCE_SECONDS} s") from e
            time.sleep(0.02)


def main():
    given = steps.arguments()
    for child in [steps.Child(lambda w=w: run(given, w)) for w in WRITERS[:given.size]]:
        child.result()


main()
