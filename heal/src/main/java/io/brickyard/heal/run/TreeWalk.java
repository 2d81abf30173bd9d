package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.OpenDirectory;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * A walk through a replica set's whole tree, in the order of sorted names: the names of all bricks, some at a time on
 * several threads, then what is below them. It can go on where another ended.
 */
public final class TreeWalk {
    private static final int BATCH_NAMES = 1024;
    private static final Node ROOT = new Node(Gfid.ROOT, "/", true);

    private final Replica replica;
    private final int jobs;
    private final Pace pace;
    private final Progress progress;
    private final Visitor visitor;

    /**
     * For one replica set.
     *
     * @param jobs how many names are visited at a time
     */
    public TreeWalk(Replica replica, int jobs, Pace pace, Progress progress, Visitor visitor) {
        this.replica = replica;
        this.jobs = jobs;
        this.pace = pace;
        this.progress = progress;
        this.visitor = visitor;
    }

    /**
     * An inode of the tree.
     *
     * @param path by which the walk came to it
     */
    public record Node(Gfid gfid, String path, boolean isDirectory) {}

    /** What is done at each place. */
    public interface Visitor {
        /** Looks at the tree's root. */
        void root(Node root);

        /**
         * Looks at a name of some brick; on several threads at a time.
         *
         * @return what it leads to; null if that is not to be walked
         */
        @Nullable
        Node name(Node directory, String name) throws NotHealedException;

        /** A place could not be looked at. */
        void left(Gfid gfid, String path, NotHealedException why);
    }

    /**
     * Walks until all is seen, or the pace says stop.
     *
     * @param from path where an earlier walk ended; / for the beginning
     * @throws NotHealedException if a brick is away, at the beginning or at the end
     */
    public void run(String from) throws NotHealedException {
        needAllBricks();
        if (from.equals("/")) {
            visitor.root(ROOT);
        }
        walk(ROOT, from);
        needAllBricks();
    }

    private void needAllBricks() throws NotHealedException {
        int away = replica.all().minus(replica.up()).lowest();
        if (away >= 0) {
            throw new NotHealedException(Reason.BRICK_DOWN, replica.trouble(away));
        }
    }

    /**
     * Walks a directory: some of its names at a time, each time first the names, then what is below them.
     *
     * @param from path where to begin, if it is below this directory
     */
    private void walk(Node directory, String from) {
        String prefix = directory.path().equals("/") ? "/" : directory.path() + "/";
        String first = from.startsWith(prefix) ? from.substring(prefix.length()).split("/", 2)[0] : "";
        if (first.isEmpty()) {
            progress.at(replica.spec(), directory.path());
        }
        List<String> names = names(directory, first);
        for (int at = 0; at < names.size() && !mustStop(); at += BATCH_NAMES) {
            if (at > 0) {
                progress.at(replica.spec(), prefix + names.get(at));
            }
            for (Node node : nodes(directory, names.subList(at, Math.min(at + BATCH_NAMES, names.size())))) {
                if (node.isDirectory() && !mustStop()) {
                    walk(node, node.path().equals(prefix + first) ? from : "/");
                }
            }
        }
    }

    /** Whether the walk is to end, or cannot go on: nothing can be decided without one of the bricks. */
    private boolean mustStop() {
        return pace.mustStop() || !replica.up().equals(replica.all());
    }

    /** The names of a directory on all bricks, from one on, sorted. */
    private List<String> names(Node directory, String first) {
        TreeSet<String> names = new TreeSet<>();
        for (int brick : replica.all().numbers()) {
            try {
                OpenDirectory.forEach(replica, brick, directory.gfid(), names::addAll);
            } catch (NotHealedException e) {
                visitor.left(directory.gfid(), directory.path(), e);
                return List.of();
            }
        }
        names.removeIf(name -> name.startsWith(ReplicaSpec.ANONYMOUS_PREFIX) || name.compareTo(first) < 0);
        return List.copyOf(names);
    }

    /** Visits some names of a directory on several threads; gives back what they lead to in order. */
    private List<Node> nodes(Node directory, List<String> names) {
        ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>(names);
        ConcurrentLinkedQueue<Node> nodes = new ConcurrentLinkedQueue<>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(jobs, names.size()); i++) {
            workers.add(Thread.ofPlatform().name("heal " + i).start(() -> {
                for (String name = waiting.poll(); name != null && !mustStop(); name = waiting.poll()) {
                    Node node = node(directory, name);
                    if (node != null) {
                        nodes.add(node);
                    }
                }
            }));
        }
        Workers.join(workers);
        return nodes.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
    }

    private @Nullable Node node(Node directory, String name) {
        String path = NameHeal.child(directory.path(), name);
        try {
            pace.rest();
            return visitor.name(directory, name);
        } catch (NotHealedException e) {
            visitor.left(Gfid.NONE, path, e);
            return null;
        } catch (RuntimeException e) {
            // One name's trouble is not the others'.
            visitor.left(Gfid.NONE, path, new NotHealedException(Reason.ERROR, "internal error: " + e));
            return null;
        }
    }
}
