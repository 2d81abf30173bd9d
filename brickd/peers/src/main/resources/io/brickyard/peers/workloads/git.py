"""A repository of generated files on the mount: init, add, commits, branches, merge, clone, gc, fsck."""
import random

import steps

IDENTITY = {
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "4",
    "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main",
    "GIT_CONFIG_KEY_1": "safe.directory", "GIT_CONFIG_VALUE_1": "*",
    # Several threads find different deltas each time.
    "GIT_CONFIG_KEY_2": "pack.threads", "GIT_CONFIG_VALUE_2": "1",
    # A clone's log names the mount's path.
    "GIT_CONFIG_KEY_3": "core.logAllRefUpdates", "GIT_CONFIG_VALUE_3": "false",
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_COMMITTER_DATE": "1700000000 +0000",
}


def main():
    given = steps.arguments()
    rng = random.Random(given.seed)

    def git(*words, inside="repo"):
        steps.tool("git " + " ".join(words), ["git", "-C", inside, "-c", "core.fsync=all", *words], given.mount,
                   environment=IDENTITY)

    def change(count):
        for _ in range(count):
            directory = f"repo/{rng.randrange(5)}"
            steps.os.makedirs(directory, exist_ok=True)
            lines = [f"{rng.getrandbits(64):016x}" for _ in range(rng.randrange(1, 200))]
            steps.write_file(f"{directory}/{rng.randrange(count)}", "\n".join(lines).encode())

    git("init", "-q", "repo", inside=".")
    for commit in range(3):
        change(given.size)
        git("add", "-A")
        git("commit", "-q", "-m", f"change {commit}")
    git("checkout", "-q", "-b", "side", "HEAD~1")
    steps.write_file("repo/side", b"side\n")
    git("add", "-A")
    git("commit", "-q", "-m", "side")
    git("merge", "-q", "-m", "merge", "-X", "ours", "main")
    git("log", "--format=%H %s", "--all", "--topo-order")
    git("clone", "-q", "--no-local", "repo", "copy", inside=".")
    git("remote", "set-url", "origin", "../repo", inside="copy")
    git("fsck", "--full", "--strict", inside="copy")
    git("gc", "-q")
    git("fsck", "--full", "--strict")
    git("status", "--porcelain")
    # Both keep times and inode numbers of the work tree.
    for directory in ("repo", "copy"):
        steps.step(f"drop the index of {directory}", lambda d=directory: steps.os.unlink(f"{d}/.git/index"))


main()
