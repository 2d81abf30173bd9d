package io.brickyard.heal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Crawl;
import io.brickyard.heal.run.Difference;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.NameHeal;
import io.brickyard.heal.run.Pace;
import io.brickyard.heal.run.Progress;
import io.brickyard.heal.run.TreeWalk;
import io.brickyard.heal.run.TreeWalk.Node;
import io.brickyard.heal.run.TreeWalk.Visitor;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/** Walks a replica set's whole tree and tells in what its copies differ that no changelog tells of. Writes nothing itself. */
public final class VerifyRun implements Visitor {
    private static final int MOST_LOOKS = 20;

    private final Replica replica;
    private final VerifyOptions options;
    private final Journal journal;
    private final Pace pace;
    private final TreeWalk walk;
    private final Optional<MajorityRepair> repair;
    private final Set<Gfid> doubtful = ConcurrentHashMap.newKeySet();

    /** For one replica set. */
    public VerifyRun(Replica replica, VerifyOptions options, Journal journal, Pace pace, Progress progress) {
        this.replica = replica;
        this.options = options;
        this.journal = journal;
        this.pace = pace;
        this.walk = new TreeWalk(replica, options.jobs(), pace, progress, this);
        this.repair = options.repair() ? Optional.of(new MajorityRepair(replica, journal, pace)) : Optional.empty();
    }

    /** Compares each replica set of a volume. */
    public static Crawl crawl(VerifyOptions options, Journal journal, Pace pace) {
        return (replica, from, progress) -> new VerifyRun(replica, options, journal, pace, progress).run(from);
    }

    /**
     * Walks.
     *
     * @param from path where an earlier walk ended; / for the beginning
     * @throws NotHealedException if a brick is away
     */
    public void run(String from) throws NotHealedException {
        walk.run(from);
    }

    @Override
    public void root(Node root) {
        try {
            inode(root, Inspection.of(replica, root.gfid()));
        } catch (NotHealedException e) {
            left(root.gfid(), root.path(), e);
        }
    }

    @Override
    public @Nullable Node name(Node directory, String name) throws NotHealedException {
        String path = NameHeal.child(directory.path(), name);
        if (!options.wanted().leadsTo(path)) {
            return null;
        }
        NameCheck check = new NameCheck(replica, directory.gfid(), name, path);
        for (int look = 0; look < MOST_LOOKS; look++) {
            try {
                return look(directory, name, path, check);
            } catch (NotHealedException e) {
                if (isAbout(e, Reason.PENDING, Reason.SPLIT_BRAIN_DATA)) {
                    // The directory's, told once for all its names.
                    doubt(directory, e);
                    return null;
                }
                if (!isAbout(e, Reason.CHANGED, Reason.WAITS)) {
                    throw e;
                }
                if (check.isGone()) {
                    return null;
                }
                // Somebody put something else in its place.
            }
        }
        throw new NotHealedException(Reason.CHANGED, "it was replaced again and again");
    }

    private static boolean isAbout(NotHealedException e, Reason one, Reason other) {
        return e.reason() == one || e.reason() == other;
    }

    private @Nullable Node look(Node directory, String name, String path, NameCheck check)
            throws NotHealedException {
        NameCheck.Result result = check.run();
        if (result.difference().isPresent()) {
            if (options.wanted().test(path)) {
                journal.differs(replica.spec(), result.difference().get());
                repair(directory, name, result.difference().get());
            }
            return null;
        }
        Answers<LookupReply> found = result.found();
        if (found.ok().isEmpty()) {
            return null;
        }
        Iatt stat = found.of(found.ok().lowest()).stat();
        Node node = new Node(stat.gfid(), path, stat.isDirectory());
        if (options.wanted().test(path) && !stat.gfid().isNone()) {
            inode(node, Inspection.of(replica, stat.gfid(), found));
        }
        return node;
    }

    private void repair(Node directory, String name, Difference difference) {
        if (repair.isPresent()) {
            MajorityRepair by = repair.get();
            attempt(difference.gfid(), difference.path(), () -> by.name(directory, name, difference));
        }
    }

    private interface Step {
        void run() throws NotHealedException;
    }

    /** A difference that cannot be repaired does not keep the rest from being compared. */
    private void attempt(Gfid gfid, String path, Step step) {
        try {
            step.run();
        } catch (NotHealedException e) {
            left(gfid, path, e);
        }
    }

    /**
     * Compares an inode.
     *
     * @throws NotHealedException if it went meanwhile
     */
    private void inode(Node node, Inspection seen) throws NotHealedException {
        try {
            seen.needAll();
            Doubt.needNoAccusation(seen, ChangelogKind.values());
            metadata(node, seen);
            if (seen.any().isRegularFile()) {
                content(node, seen);
            }
            journal.verified(node.path());
        } catch (NotHealedException e) {
            if (isAbout(e, Reason.CHANGED, Reason.WAITS)) {
                throw e;
            }
            doubt(node, e);
        }
    }

    private void doubt(Node node, NotHealedException why) {
        if (doubtful.add(node.gfid())) {
            left(node.gfid(), node.path(), why);
        }
    }

    private void metadata(Node node, Inspection seen) throws NotHealedException {
        List<Difference> found = new MetadataCheck(replica, node.path()).run(seen);
        found.forEach(it -> journal.differs(replica.spec(), it));
        if (!found.isEmpty() && repair.isPresent()) {
            MajorityRepair by = repair.get();
            attempt(node.gfid(), node.path(), () -> by.metadata(node, found));
        }
    }

    private void content(Node node, Inspection seen) throws NotHealedException {
        List<Difference> found = new ArrayList<>();
        Consumer<Difference> told = it -> {
            journal.differs(replica.spec(), it);
            if (repair.isPresent()) {
                found.add(it);
            }
        };
        new ContentCheck(replica, pace, journal, node.gfid(), node.path(), told).run(seen);
        if (!found.isEmpty() && repair.isPresent()) {
            MajorityRepair by = repair.get();
            attempt(node.gfid(), node.path(), () -> by.content(node, found));
        }
    }

    @Override
    public void left(Gfid gfid, String path, NotHealedException why) {
        if (why.reason() == Reason.CHANGED && !gfid.isNone() && Vanishing.isGone(replica, gfid)) {
            return;
        }
        journal.left(replica.spec(), gfid, path, why.reason(), why.detail());
    }
}
