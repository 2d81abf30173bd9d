"""Looks in a directory for what the writers of synced.py told to be safe, and prints what is not there.

The directory is a mount, or the brick itself. Size counts writers, as there.
"""
import os

import steps
import syncedfiles


def complaints(given, writer):
    """What is wrong with one writer's files."""
    told = syncedfiles.told(given.scratch, writer)
    if not told:
        yield "told nothing"
    if writer == "replaced":
        last = dict(told)
        for slot, version in sorted(last.items()):
            yield from replaced(slot, version)
    else:
        data = steps.read_file(writer)
        for number in (number for _, number in told):
            start = number * syncedfiles.RECORD
            if data[start:start + syncedfiles.RECORD] != syncedfiles.record(number):
                yield f"record {number} of {len(told)} is not as written"


def replaced(slot, version):
    """A file that was replaced holds the version told last, or a later one that was not told yet, whole."""
    name = syncedfiles.slot_name(slot)
    data = steps.read_file(name)
    found = int(data[:11])
    if found < version:
        yield f"{name} is version {found}, told was {version}"
    if data != syncedfiles.content(slot, found):
        yield f"{name} is not version {found} whole"
    if os.getxattr(name, "user.version") != str(found).encode():
        yield f"{name} has another version's attribute"


def main():
    given = steps.arguments()
    for writer in syncedfiles.WRITERS[:given.size]:
        try:
            for line in complaints(given, writer):
                steps.say(f"{writer}: {line}")
        except OSError as e:
            steps.say(f"{writer}: {e.filename} {steps.errno_name(e)}")


main()
