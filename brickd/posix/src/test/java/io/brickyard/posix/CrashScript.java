package io.brickyard.posix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.brickyard.posix.CrashStep.Kind;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * What one writer does to its own directory, endlessly, and the state that follows from the steps done so far. Made of a
 * seed alone, so that whoever knows how many steps were acknowledged knows what must be there.
 */
final class CrashScript {
    private static final int NAMES = 8;

    /** A file or directory; the same object under each of its names. */
    static final class Inode {
        final Gfid gfid;
        final boolean directory;
        private final int length;
        int content;
        int xattr;
        int changelog;
        /** Step that wrote, and step that synced it last; 0 for never. */
        int writtenAt;
        int syncedAt;

        Inode(Gfid gfid, boolean directory, int length) {
            this.gfid = gfid;
            this.directory = directory;
            this.length = length;
        }
    }

    private final Random random;
    private final String directory;
    private final Gfid self;
    private final TreeMap<String, Inode> names = new TreeMap<>();
    private final Deque<CrashStep> planned = new ArrayDeque<>();
    private int done;
    private boolean exists;

    CrashScript(long seed, String directory) {
        this.random = new Random(seed);
        this.directory = directory;
        self = gfid();
        planned.add(new CrashStep(Kind.MKDIR, Gfid.ROOT, directory, "", self, 0));
        planned.add(new CrashStep(Kind.FSYNCDIR, Gfid.ROOT, "", "", Gfid.ROOT, 0));
    }

    private Gfid gfid() {
        return new Gfid(random.nextLong(), random.nextLong());
    }

    /** Name of the writer's directory in the root. */
    String directory() {
        return directory;
    }

    Gfid self() {
        return self;
    }

    /** Whether the directory itself was made. */
    boolean exists() {
        return exists;
    }

    int done() {
        return done;
    }

    /** What is there after the steps done so far. */
    Map<String, Inode> names() {
        return names;
    }

    /** The step to do next; the same one until {@link #advance}. */
    CrashStep next() {
        while (planned.isEmpty()) {
            plan();
        }
        return planned.element();
    }

    /** The step was done. */
    void advance() {
        CrashStep step = next();
        planned.remove();
        done++;
        apply(step);
    }

    private String name() {
        return "n" + random.nextInt(NAMES);
    }

    private void plan() {
        String name = name();
        Inode there = names.get(name);
        boolean durable = random.nextInt(3) != 0;
        if (there == null && random.nextInt(5) == 0) {
            add(Kind.MKDIR, name, "", gfid(), 0);
        } else if (there == null || there.directory) {
            make(name, there);
        } else {
            change(name, there, durable);
        }
        if (durable) {
            add(Kind.FSYNCDIR, "", "", self, 0);
        }
    }

    private void make(String name, @Nullable Inode directory) {
        String other = name();
        if (directory == null) {
            add(Kind.CREATE, name, "", gfid(), 0);
            writeAndSync(planned.getLast().gfid(), random.nextInt());
        } else if (names.get(other) == null) {
            add(Kind.RENAME, name, other, directory.gfid, 0);
        } else {
            add(Kind.RMDIR, name, "", directory.gfid, 0);
        }
    }

    private void writeAndSync(Gfid gfid, int seed) {
        add(Kind.WRITE, "", "", gfid, seed);
        if (random.nextInt(4) != 0) {
            add(Kind.FSYNC, "", "", gfid, 0);
        }
    }

    private void change(String name, Inode file, boolean durable) {
        String other = name();
        switch (random.nextInt(7)) {
            case 0 -> add(Kind.UNLINK, name, "", file.gfid, 0);
            case 1 -> add(Kind.SETXATTR, name, "", file.gfid, random.nextInt());
            case 2 -> add(Kind.XATTROP, name, "", file.gfid, 0);
            case 3 -> {
                if (names.get(other) == null) {
                    add(Kind.LINK, name, other, file.gfid, 0);
                }
            }
            case 4 -> {
                if (file.length > 0) {
                    writeAndSync(file.gfid, sameLength(file.length));
                }
            }
            default -> {
                Gfid fresh = gfid();
                add(Kind.CREATE, "tmp", "", fresh, 0);
                add(Kind.WRITE, "", "", fresh, random.nextInt());
                if (durable) {
                    add(Kind.FSYNC, "", "", fresh, 0);
                }
                add(Kind.RENAME, "tmp", name, fresh, 0);
            }
        }
    }

    private int sameLength(int length) {
        return (length - 1) << 8 | random.nextInt(256);
    }

    private void add(Kind kind, String name, String to, Gfid gfid, int seed) {
        planned.add(new CrashStep(kind, self, name, to, gfid, seed));
    }

    private void apply(CrashStep step) {
        if (!exists) {
            exists = true;
            return;
        }
        switch (step.kind()) {
            case CREATE -> names.put(step.name(), new Inode(step.gfid(), false, lengthOf(step.gfid())));
            case MKDIR -> names.put(step.name(), new Inode(step.gfid(), true, 0));
            case UNLINK, RMDIR -> names.remove(step.name());
            case RENAME -> rename(step);
            case LINK -> names.put(step.to(), inode(step.gfid()));
            case WRITE -> {
                inode(step.gfid()).content = step.seed();
                inode(step.gfid()).writtenAt = done;
            }
            case FSYNC -> inode(step.gfid()).syncedAt = done;
            case SETXATTR -> inode(step.gfid()).xattr = step.seed();
            case XATTROP -> inode(step.gfid()).changelog++;
            case FSYNCDIR -> {
            }
        }
    }

    private void rename(CrashStep step) {
        Inode moved = names.get(step.name());
        // Two names of one inode: POSIX does nothing.
        if (moved != null && moved != names.get(step.to())) {
            names.remove(step.name());
            names.put(step.to(), moved);
        }
    }

    private int lengthOf(Gfid gfid) {
        return planned.stream().filter(s -> s.kind() == Kind.WRITE && s.gfid().equals(gfid)).findFirst()
                .map(s -> CrashStep.content(s.seed()).length).orElse(0);
    }

    private Inode inode(Gfid gfid) {
        return List.copyOf(names.values()).stream().filter(i -> i.gfid.equals(gfid)).findFirst().orElseThrow();
    }
}
