package io.brickyard.heal.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Index;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Paths;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.Crawl;
import io.brickyard.heal.run.Healer;
import io.brickyard.heal.run.InodeHeal;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.NameReplacement;
import io.brickyard.heal.run.NewEntry;
import io.brickyard.heal.run.NewInodes;
import io.brickyard.heal.run.Pace;
import io.brickyard.heal.run.TreeWalk.Node;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/** Goes through what the bricks of a replica set list, and ends the split-brains in it. */
public final class ResolveRun {
    private final Replica replica;
    private final ResolveOptions options;
    private final Healer healer;
    private final DataResolve data;
    private final MetadataResolve metadata;
    private final Resolution resolution;
    private final NameReplacement names;
    private final Set<Gfid> done = new HashSet<>();
    private final Set<Gfid> mixed = new HashSet<>();

    /** For one replica set. */
    public ResolveRun(Replica replica, ResolveOptions options, Journal journal, Pace pace) {
        this.replica = replica;
        this.options = options;
        this.healer = new Healer(replica, journal, pace, options.dryRun());
        this.resolution = new Resolution(healer, options.policy(), options.losers());
        this.data = new DataResolve(resolution);
        this.metadata = new MetadataResolve(resolution);
        this.names = new NameReplacement(healer);
    }

    /** Does so in each replica set of a volume. */
    public static Crawl crawl(ResolveOptions options, Journal journal, Pace pace) {
        return (replica, from, progress) -> new ResolveRun(replica, options, journal, pace).run();
    }

    /**
     * Runs.
     *
     * @throws NotHealedException if a brick is away, or a list cannot be read
     */
    public void run() throws NotHealedException {
        int away = replica.all().minus(replica.up()).lowest();
        if (away >= 0) {
            throw new NotHealedException(Reason.BRICK_DOWN, replica.trouble(away));
        }
        for (int brick : replica.all().numbers()) {
            Optional<Index> index = Index.of(replica, brick, Index.Which.PENDING);
            if (index.isPresent()) {
                index.get().forEach(this::inode);
            }
        }
        for (Gfid gfid : mixed) {
            // Those whose name was found are of one type now.
            Inspection now = Inspection.of(replica, gfid);
            if (now.typesDiffer() && !options.dryRun()) {
                left(gfid, Paths.unnamed(gfid), new NotHealedException(Reason.SPLIT_BRAIN_TYPE,
                        "its name was not found in a directory that is listed"));
            }
        }
        names.clean();
    }

    private void inode(Gfid gfid) {
        if (healer.pace().mustStop() || done.contains(gfid)) {
            return;
        }
        Inspection seen = Inspection.of(replica, gfid);
        if (seen.typesDiffer()) {
            mixed.add(gfid);
            return;
        }
        // What a brick lacks is not in split-brain; it may have lost the name that it has elsewhere.
        if (seen.having().isEmpty() || !seen.lacking().isEmpty() || !mayNeed(seen)) {
            return;
        }
        done.add(gfid);
        String path = Paths.onAny(replica, seen.having(), seen.any()).orElseGet(() -> Paths.unnamed(gfid));
        try {
            healer.pace().rest();
            inode(seen.needAll(), path);
        } catch (NotHealedException e) {
            if (options.wanted().test(path)) {
                left(gfid, path, e);
            }
        }
    }

    private boolean mayNeed(Inspection seen) {
        return seen.any().isDirectory() || data.isNeeded(seen) || metadata.isNeeded(seen);
    }

    private void inode(Inspection seen, String path) throws NotHealedException {
        Iatt stat = seen.any();
        Gfid gfid = stat.gfid();
        boolean wanted = options.wanted().test(path);
        NotHealedException trouble = null;
        if (wanted && data.isNeeded(seen)) {
            trouble = attempt(() -> data.run(gfid, path));
        }
        if (wanted && metadata.isNeeded(seen)) {
            NotHealedException also = attempt(() -> metadata.run(gfid, path));
            trouble = trouble == null ? also : trouble;
        }
        if (stat.isDirectory()) {
            names(new Node(gfid, path, true), seen);
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private interface Step {
        void run() throws NotHealedException;
    }

    private static @Nullable NotHealedException attempt(Step step) {
        try {
            step.run();
            return null;
        } catch (NotHealedException e) {
            return e;
        }
    }

    private void names(Node directory, Inspection seen) throws NotHealedException {
        boolean accused = seen.changelog().anyPending(ChangelogKind.ENTRY)
                || seen.changelog().anyPending(ChangelogKind.DATA);
        if (!accused) {
            return;
        }
        NameResolve resolve = new NameResolve(resolution, names, directory);
        resolve.run((path, why) -> left(directory.gfid(), path, why), options.wanted());
        boolean undecided = seen.isShownAsSplitBrain(ChangelogKind.ENTRY) && options.wanted().test(directory.path());
        if (resolve.settled().isEmpty() && !undecided) {
            return;
        }
        List<NewEntry> made = Collections.synchronizedList(new ArrayList<>(resolve.made()));
        InodeHeal.Report report = new InodeHeal(healer, made::add).heal(directory.gfid(),
                Inspection.of(replica, directory.gfid()), directory.path(), resolve.settled());
        new NewInodes(healer).heal(made);
        // In a dry run the directory's own metadata is as it was, and was told of before.
        boolean toldBefore = options.dryRun() && report.trouble()
                .filter(it -> it.reason() == Reason.SPLIT_BRAIN_METADATA).isPresent();
        if (report.trouble().isPresent() && !toldBefore) {
            throw report.trouble().get();
        }
    }

    private void left(Gfid gfid, String path, NotHealedException why) {
        healer.journal().left(replica.spec(), gfid, path, why.reason(), why.detail());
    }
}
