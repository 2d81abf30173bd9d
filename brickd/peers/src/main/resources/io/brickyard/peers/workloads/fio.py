"""fio's own verification: writes with checksums and reads them back, through FUSE or, if there is a volume, gfapi.

Its headers hold times, so that the files are removed at the end. Size counts MiB.
"""
import os

import steps


def main():
    given = steps.arguments()
    every = ["--verify=crc32c", "--bsrange=512-64k", "--blockalign=512", f"--size={given.size}M", f"--randseed={given.seed}",
             "--verify_fatal=1", "--thread"]
    synchronous = ["--ioengine=psync", f"--directory={given.mount[0]}", *every]
    asynchronous = ["--ioengine=libaio", f"--directory={given.mount[0]}", "--iodepth=8", "--direct=1", *every]

    def fio(what, *jobs):
        command = ["fio", "--output-format=terse", f"--aux-path={given.scratch}"]
        for name, words in jobs:
            command += [f"--name={name}", f"--filename={name}", *words]
        steps.tool(what, command, given.mount, keep=lambda line: "error" in line or "verify:" in line)

    if given.gfapi:
        host, _, volume = given.gfapi.partition(":")
        # All in one process: each one that uses gfapi of 10.3 takes some ten seconds, however little it does.
        fio("gfapi and gfapi_async at once", *(
            (engine, [f"--ioengine={engine}", f"--brick={host}", f"--volume={volume}", "--iodepth=8", *every,
                      "--rw=randwrite", "--end_fsync=1"]) for engine in ("gfapi", "gfapi_async")))
        for engine in ("gfapi", "gfapi_async"):
            fio(f"verify through FUSE what {engine} wrote", (engine, [*asynchronous, "--rw=randwrite", "--verify_only"]))
    else:
        for engine, options in (("psync", synchronous), ("libaio", asynchronous)):
            fio(f"{engine}: write and verify", (engine, [*options, "--rw=randwrite", "--end_fsync=1"]))
            fio(f"{engine}: verify again", (engine, [*options, "--rw=randwrite", "--verify_only"]))
            fio(f"{engine}: overwrite while reading", (engine, [*options, "--rw=randrw", "--verify_backlog=64"]))
    for name in sorted(os.listdir(".")):
        steps.step(f"size of {name}", lambda n=name: os.stat(n).st_size, str)
        os.unlink(name)


main()
