package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.HealLock;
import io.brickyard.heal.replica.HealLock.Contest;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.OpenDirectory;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * Walks a replica set's whole tree, in the order of sorted names, and heals what it finds: names that a brick lacks
 * without anyone having noted it, and whatever changelogs and attributes say of each inode. A walk can go on where another
 * ended.
 */
public final class FullRun {
    private static final int BATCH_NAMES = 1024;

    private final Healer healer;
    private final Replica replica;
    private final HealOptions options;
    private final Progress progress;
    private final Anonymous anonymous;
    private final InodeHeal inodes;

    /** For one replica set. */
    public FullRun(Replica replica, HealOptions options, Journal journal, Pace pace, Progress progress) {
        this.healer = new Healer(replica, options.dryRun() ? new ToldOnce(journal) : journal, pace, options.dryRun());
        this.replica = replica;
        this.options = options;
        this.progress = progress;
        this.anonymous = new Anonymous(replica);
        this.inodes = new InodeHeal(healer, anonymous, _ -> {
            // The walk meets it by its name.
        });
    }

    /** An inode of the tree. */
    private record Node(Gfid gfid, String path, boolean isDirectory) {}

    /**
     * Walks.
     *
     * @param from path where an earlier walk ended; / for the beginning
     * @throws NotHealedException if it cannot begin
     */
    public void run(String from) throws NotHealedException {
        needAllBricks();
        if (from.equals("/")) {
            heal(new Node(Gfid.ROOT, "/", true));
        }
        walk(new Node(Gfid.ROOT, "/", true), from);
        needAllBricks();
        if (!options.dryRun() && !healer.pace().mustStop()) {
            anonymous.clean();
        }
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
        return healer.pace().mustStop() || !replica.up().equals(replica.all());
    }

    /** The names of a directory on all bricks, from one on, sorted. */
    private List<String> names(Node directory, String first) {
        TreeSet<String> names = new TreeSet<>();
        for (int brick : replica.all().numbers()) {
            try {
                OpenDirectory.forEach(replica, brick, directory.gfid(), names::addAll);
            } catch (NotHealedException e) {
                left(directory.gfid(), directory.path(), e);
                return List.of();
            }
        }
        names.removeIf(name -> name.startsWith(ReplicaSpec.ANONYMOUS_PREFIX) || name.compareTo(first) < 0);
        return List.copyOf(names);
    }

    /** Heals some names of a directory and what they lead to, on several threads; gives them back in order. */
    private List<Node> nodes(Node directory, List<String> names) {
        ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>(names);
        ConcurrentLinkedQueue<Node> nodes = new ConcurrentLinkedQueue<>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(options.dryRun() ? 1 : options.jobs(), names.size()); i++) {
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
            healer.pace().rest();
            Answers<LookupReply> found = Inspection.name(replica, directory.gfid(), name);
            if (options.wanted().test(path) && isUneven(found)) {
                name(directory, name);
                if (options.dryRun()) {
                    // What is below was told along with it.
                    return null;
                }
                found = Inspection.name(replica, directory.gfid(), name);
            }
            int any = found.ok().lowest();
            if (any < 0 || found.of(any).stat().gfid().isNone()) {
                return null;
            }
            Iatt stat = found.of(any).stat();
            Node node = new Node(stat.gfid(), path, stat.isDirectory());
            heal(node);
            return node;
        } catch (NotHealedException e) {
            left(Gfid.NONE, path, e);
            return null;
        } catch (RuntimeException e) {
            // One name's trouble is not the others'.
            left(Gfid.NONE, path, new NotHealedException(Reason.ERROR, "internal error: " + e));
            return null;
        }
    }

    private static boolean isUneven(Answers<LookupReply> found) {
        return !found.failed().isEmpty()
                || found.ok().stream().mapToObj(i -> found.of(i).stat().gfid()).distinct().count() > 1;
    }

    private void name(Node directory, String name) throws NotHealedException {
        NameHeal names = new NameHeal(healer, anonymous, directory.gfid(), directory.path());
        Optional<NewEntry> made;
        try (HealLock _ = healer.directory(directory.gfid(), replica.spec().name(), Contest.WAIT)) {
            made = names.heal(name, EntryHeal.choose(Inspection.of(replica, directory.gfid()).needAll()));
        }
        if (made.isPresent() && options.dryRun()) {
            plan(List.of(made.get()));
        }
    }

    private void plan(List<NewEntry> made) throws NotHealedException {
        List<NewEntry> more = new ArrayList<>(made);
        while (!more.isEmpty()) {
            more.addAll(new NewInodePlan(healer).tell(more.removeLast()));
        }
    }

    private void heal(Node node) {
        if (!options.wanted().test(node.path())) {
            return;
        }
        Inspection seen = Inspection.of(replica, node.gfid());
        if (options.dryRun() && !seen.lacking().isEmpty()) {
            // Told with the name that would make it.
            return;
        }
        InodeHeal.Report report = inodes.heal(node.gfid(), seen, node.path(), false);
        healer.journal().ended();
        report.trouble().ifPresent(it -> left(node.gfid(), node.path(), it));
        if (options.dryRun()) {
            // A real run meets by name what it made; here it is not there to be met.
            try {
                plan(report.made());
            } catch (NotHealedException e) {
                left(node.gfid(), node.path(), e);
            }
        }
    }

    private void left(Gfid gfid, String path, NotHealedException why) {
        healer.journal().left(replica.spec(), gfid, path, why.reason(), why.detail());
    }
}
