package io.brickyard.heal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.heal.cron.Cursor;
import io.brickyard.heal.cron.Cursor.Place;
import io.brickyard.heal.pace.Probe;
import io.brickyard.heal.pace.SendRate;
import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.run.Crawl;
import io.brickyard.heal.run.HealOptions;
import io.brickyard.heal.run.Journal;
import io.brickyard.heal.run.Pace;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/** Heals all replica sets of a volume, one after the other. A set that cannot be healed does not keep the others from it. */
public final class VolumeHeal {
    private static final long SAVE_NANOS = 1_000_000_000L;

    private final VolumeSource source;
    private final Crawl crawl;
    private final Journal journal;
    private final Pace pace;
    private final Wiring wiring;
    private final Optional<Cursor> cursor;
    private volatile @Nullable Replica current;
    private volatile boolean lost;
    private @Nullable Place place;
    private long savedNanos = System.nanoTime();
    private Optional<IOException> trouble = Optional.empty();

    /**
     * A run that is to come.
     *
     * @param wiring how the bricks are reached
     * @param cursor where a walk of the whole tree notes how far it is, and goes on from; empty to note nothing
     */
    public VolumeHeal(VolumeSource source, HealOptions options, Journal journal, Pace pace, Wiring wiring,
            Optional<Cursor> cursor) {
        this(source, Crawl.of(options, journal, pace), journal, pace, wiring, cursor);
    }

    /**
     * The same for any crawl through replica sets.
     *
     * @param crawl what is done in each set
     */
    public VolumeHeal(VolumeSource source, Crawl crawl, Journal journal, Pace pace, Wiring wiring,
            Optional<Cursor> cursor) {
        this.source = source;
        this.crawl = crawl;
        this.journal = journal;
        this.pace = pace;
        this.wiring = wiring;
        this.cursor = cursor;
    }

    /**
     * Heals.
     *
     * @throws IOException if the volume cannot be found, no brick of it can be reached, or the cursor cannot be kept
     */
    public void run() throws IOException {
        List<ReplicaSpec> sets = source.sets(wiring.links());
        Optional<Place> noted = cursor.isPresent() ? cursor.get().load() : Optional.empty();
        Optional<Place> from = noted.filter(it -> sets.stream().anyMatch(set -> set.name().equals(it.set())));
        boolean reached = from.isEmpty();
        List<String> unreachable = new ArrayList<>();
        for (ReplicaSpec set : sets) {
            boolean here = from.isPresent() && from.get().set().equals(set.name());
            reached |= here;
            if (reached && !pace.mustStop()) {
                heal(set, here ? from.get().path() : "/", unreachable);
            }
        }
        if (unreachable.size() == sets.size()) {
            throw new IOException(unreachable.getFirst());
        }
        if (pace.mustStop() || lost) {
            save();
        } else if (cursor.isPresent()) {
            cursor.get().clear();
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
    }

    private void heal(ReplicaSpec set, String from, List<String> unreachable) {
        try (Replica replica = Replica.connect(set, source.managementPort(), Caller.HEALER,
                wiring.heard(), wiring.links()); Probe _ = probe(set)) {
            current = replica;
            if (replica.up().isEmpty()) {
                unreachable.add(replica.trouble(0));
            }
            crawl.run(replica, from, this::at);
        } catch (NotHealedException e) {
            lost = true;
            journal.left(set, Gfid.ROOT, set.name(), e.reason(), e.detail());
        }
    }

    private @Nullable Probe probe(ReplicaSpec set) {
        Optional<SendRate> rate = wiring.rate().filter(it -> it.followed(0).isPresent());
        return rate.isPresent() ? Probe.start(set, source.managementPort(), wiring.links(), rate.get()) : null;
    }

    /** Cuts the connections: for a run that was asked to end and waits for a lock that somebody keeps. */
    public void abandon() {
        Replica replica = current;
        if (replica != null) {
            replica.close();
        }
    }

    private void at(ReplicaSpec set, String path) {
        place = new Place(set.name(), path);
        long now = System.nanoTime();
        if (now - savedNanos >= SAVE_NANOS) {
            savedNanos = now;
            save();
        }
    }

    private void save() {
        try {
            if (cursor.isPresent() && place != null) {
                cursor.get().save(place);
            }
        } catch (IOException e) {
            trouble = Optional.of(e);
        }
    }
}
