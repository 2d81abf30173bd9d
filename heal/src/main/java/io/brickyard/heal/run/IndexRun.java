package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Index;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Paths;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * Heals what the bricks of a replica set list, round after round while that gets something done: what had to wait for
 * something else comes in the next round. Content of inodes that a heal of names made is healed at once. What is left in
 * the end is told with its reason.
 */
public final class IndexRun {
    /** Names first: most of what is pending may wait for them, and need not be looked at then until it has its name. */
    private static final List<Index.Which> ORDER = List.of(Index.Which.ENTRY_CHANGES, Index.Which.PENDING,
            Index.Which.DIRTY);
    private static final Left STOPPED = new Left("", new NotHealedException(Reason.STOPPED, "the run ended"));

    private final Healer healer;
    private final Replica replica;
    private final HealOptions options;
    private final Anonymous anonymous;
    private final InodeHeal inodes;
    private final Map<Gfid, Left> left = new ConcurrentHashMap<>();
    private final Set<Gfid> running = ConcurrentHashMap.newKeySet();
    private final Set<Gfid> planned = ConcurrentHashMap.newKeySet();
    /** One for each reason: there may be millions that wait for the same. */
    private final Map<String, Left> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable Worklist<Task> work;
    private final AtomicLong healed = new AtomicLong();

    /** An entry that is left; its path is empty if it is still to be looked up. */
    private record Left(String path, NotHealedException why) {}

    /** A piece of work: an inode that a list names, or one that was made. */
    private record Task(Gfid gfid, Optional<NewEntry> made) {}

    /** For one replica set. */
    public IndexRun(Replica replica, HealOptions options, Journal journal, Pace pace) {
        this.healer = new Healer(replica, journal, pace, options.dryRun());
        this.replica = replica;
        this.options = options;
        this.anonymous = new Anonymous(replica);
        this.inodes = new InodeHeal(healer, anonymous, new Content());
    }

    /**
     * Runs.
     *
     * @throws NotHealedException if it cannot begin, or a list cannot be read
     */
    public void run() throws NotHealedException {
        needAllBricks();
        healer.journal().listed(count());
        long before;
        do {
            before = healed.get();
            left.clear();
            round();
        } while (healed.get() > before && !left.isEmpty() && !healer.pace().mustStop() && !options.dryRun());
        if (!options.dryRun() && anonymous.clean()) {
            // Lists may still name what is gone now.
            left.clear();
            round();
        }
        if (!options.dryRun()) {
            forgetGone();
        }
        left.forEach(this::tell);
    }

    private void tell(Gfid gfid, Left it) {
        String path = it.path();
        if (path.isEmpty()) {
            // Who asked for the end does not want to wait while millions are asked for their names.
            path = healer.pace().mustStop() ? Paths.unnamed(gfid)
                    : path(Inspection.of(replica, gfid), new Task(gfid, Optional.empty()));
        }
        if (options.wanted().test(path)) {
            healer.journal().left(replica.spec(), gfid, path, it.why().reason(), it.why().detail());
        }
    }

    /** About how many entries wait: bricks list the same ones. */
    private long count() {
        long most = 0;
        for (int brick : replica.all().numbers()) {
            most = Math.max(most, Index.count(replica, brick));
        }
        return most;
    }

    /** Bricks keep names of directories that were deleted before anybody healed them. */
    private void forgetGone() throws NotHealedException {
        for (int brick : replica.all().numbers()) {
            Optional<Index> index = Index.of(replica, brick, Index.Which.ENTRY_CHANGES);
            if (index.isPresent()) {
                List<Gfid> parents = new ArrayList<>();
                index.get().forEach(parents::add);
                parents.stream().filter(it -> Inspection.of(replica, it).lacking().equals(replica.all()))
                        .forEach(index.get()::remove);
            }
        }
    }

    /** Nothing can be decided without one of them. */
    private void needAllBricks() throws NotHealedException {
        int away = replica.all().minus(replica.up()).lowest();
        if (away >= 0) {
            throw new NotHealedException(Reason.BRICK_DOWN, replica.trouble(away));
        }
    }

    private void round() throws NotHealedException {
        for (Index.Which which : ORDER) {
            for (int brick : replica.all().numbers()) {
                Optional<Index> index = Index.of(replica, brick, which);
                if (index.isPresent()) {
                    list(index.get());
                    needAllBricks();
                }
            }
        }
        if (options.dryRun()) {
            left.keySet().removeAll(planned);
        }
    }

    private void list(Index index) throws NotHealedException {
        // A dry run tells in one order, always the same.
        int jobs = options.dryRun() ? 1 : options.jobs();
        Worklist<Task> fresh = new Worklist<>(jobs);
        work = fresh;
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            workers.add(Thread.ofPlatform().name("heal " + i).start(() -> work(fresh, index)));
        }
        try {
            index.forEach(gfid -> {
                if (!left.containsKey(gfid) && !healer.pace().mustStop()) {
                    fresh.list(new Task(gfid, Optional.empty()));
                }
            });
        } finally {
            fresh.end();
            Workers.join(workers);
        }
    }

    private void work(Worklist<Task> from, Index index) {
        for (Task task = from.take(); task != null; task = from.take()) {
            try {
                if (!running.add(task.gfid())) {
                    // Another worker has it; what it leaves is listed again.
                    continue;
                }
                try {
                    heal(task, from, index);
                } catch (RuntimeException e) {
                    // One inode's trouble is not the others'.
                    left.put(task.gfid(), new Left(Paths.unnamed(task.gfid()),
                            new NotHealedException(Reason.ERROR, "internal error: " + e)));
                } finally {
                    running.remove(task.gfid());
                }
            } finally {
                from.done();
            }
        }
    }

    private void heal(Task task, Worklist<Task> from, Index index) {
        if (!replica.up().equals(replica.all())) {
            return;
        }
        if (options.dryRun() && !planned.add(task.gfid())) {
            return;
        }
        healer.pace().rest();
        if (task.made().isPresent() && options.dryRun()) {
            plan(task.made().get(), from);
            return;
        }
        Inspection seen = Inspection.of(replica, task.gfid());
        if (task.made().isEmpty() && !seen.having().isEmpty() && !seen.lacking().isEmpty() && !options.dryRun()
                && seen.answers().absent().isEmpty()) {
            // What waits for its name is most of what is listed when names are missing: what it is called can wait too.
            waits(task.gfid(), seen);
            return;
        }
        String path = path(seen, task);
        if (!options.wanted().test(path)) {
            return;
        }
        if (healer.pace().mustStop()) {
            left.put(task.gfid(), new Left(path, STOPPED.why()));
            return;
        }
        InodeHeal.Report report = inodes.heal(task.gfid(), seen, path, task.made().isEmpty());
        if (report.outcome() == InodeHeal.Outcome.GONE && !options.dryRun()) {
            index.remove(task.gfid());
        }
        if (report.trouble().isPresent()) {
            left.put(task.gfid(), new Left(path, report.trouble().get()));
            planned.remove(task.gfid());
        } else {
            left.remove(task.gfid());
        }
        healer.journal().ended();
        if (report.outcome() == InodeHeal.Outcome.HEALED) {
            healed.incrementAndGet();
        }
    }

    /** Heals the content of what was made while other names of its directory are still made. */
    private final class Content implements NewEntries {
        @Override
        public void made(NewEntry entry) {
            healed.incrementAndGet();
            Worklist<Task> to = work;
            if (to == null || (to.isFull() && !options.dryRun())) {
                // Bricks list it by now: it comes in the next round, if there is one.
                left.put(entry.gfid(), STOPPED);
                return;
            }
            to.find(new Task(entry.gfid(), Optional.of(entry)));
        }

        @Override
        public void awaitFew() {
            Worklist<Task> to = work;
            if (to != null && !options.dryRun()) {
                to.awaitFew();
            }
        }
    }

    private void waits(Gfid gfid, Inspection seen) {
        try {
            seen.needAll();
        } catch (NotHealedException e) {
            left.put(gfid, waiting.computeIfAbsent(e.reason() + e.detail(), _ -> new Left("", e)));
        }
    }

    private void plan(NewEntry made, Worklist<Task> to) {
        try {
            new NewInodePlan(healer).tell(made)
                    .forEach(it -> to.find(new Task(it.gfid(), Optional.of(it))));
        } catch (NotHealedException e) {
            left.put(made.gfid(), new Left(made.path(), e));
        }
    }

    /** A sink may not have all names of a file yet: the brick with the most is asked first. */
    private String path(Inspection seen, Task task) {
        int most = seen.having().stream().boxed().max(Comparator.comparingInt(i -> seen.stats()[i].nlink())).orElse(0);
        Iatt stat = seen.stats()[most];
        if (task.made().isPresent() && (stat.isDirectory() || stat.nlink() < 2)) {
            return task.made().get().path();
        }
        return Paths.onAny(replica, Bricks.of(most), stat).or(() -> Paths.onAny(replica, seen.having(), stat))
                .orElseGet(() -> Paths.unnamed(task.gfid()));
    }
}
