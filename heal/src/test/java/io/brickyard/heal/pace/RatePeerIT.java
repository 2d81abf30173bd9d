package io.brickyard.heal.pace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import io.brickyard.client.Links;
import io.brickyard.heal.VolumeHeal;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.Wiring;
import io.brickyard.heal.cron.RunLimits;
import io.brickyard.heal.cron.Tally;
import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.HealOptions;
import io.brickyard.peers.Await;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.StockBrickServer;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs at a rate on stock bricks. */
class RatePeerIT {
    private static final String VOLUME = "vol";
    private static final int AWAY = 1;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final double NANOS = 1e9;
    /** Two workers, each in the midst of a step. */
    private static final int STEPS = 100;
    private static final int FOPS_PER_SECOND = 400;
    /** Of nine files two, of three files three, and of one file five blocks. */
    private static final long CONTENT_BYTES = 9 * 2 + 3 * 3 + (5 << 20);

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private final AtomicLongArray sent = new AtomicLongArray(3);
    private final AtomicLong askedBytes = new AtomicLong();
    private ReplicaGraph whole;
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL);
        work = WorkDirectory.create("heal-rate");
        for (int i = 0; i < 3; i++) {
            bricks.add(StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)),
                    VOLUME, work.path()));
        }
        String id = UUID.randomUUID().toString();
        List<ClientGraph.Remote> remotes = bricks.stream().map(BrickServer::remote).toList();
        whole = new ReplicaGraph(VOLUME, id, remotes, 0);
        volfile = whole.client().writeTo(work.path().resolve("heal.vol"));
        List<ClientGraph.Remote> without = new ArrayList<>(remotes);
        without.set(AWAY, new ClientGraph.Remote(remotes.get(AWAY).name(), TcpPorts.free(),
                remotes.get(AWAY).subvolume()));
        try (StockMount users = StockMount.start("whole", whole.client(), work.path())) {
            Command.check(LIMIT, List.of("mkdir", users.path() + "/d"));
        }
        try (StockMount changes = StockMount.start("partial", new ReplicaGraph(VOLUME, id, without, 0).client(),
                bricks.size() - 1, work.path())) {
            Command.check(LIMIT, List.of("sh", "-ec", "cd " + changes.path()
                    + "/d; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo $i >f$i; done; head -c 5M /dev/urandom >big"));
        }
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldSendEachBrickNoMoreOperationsThanTheRate() throws IOException {
        double seconds = heal(new SendRate(RateText.rates(FOPS_PER_SECOND + "fops/s"), Optional.empty(),
                System::nanoTime));
        for (int brick = 0; brick < bricks.size(); brick++) {
            long arrived = sent.get(brick);
            double most = FOPS_PER_SECOND * (seconds + 0.1) + STEPS;
            assertTrue(arrived > 2 * STEPS && arrived <= most, () -> arrived + " of at most " + most);
        }
    }

    @Test
    void shouldGiveUpTheFileWhileItWaitsForLong() throws IOException {
        // One block takes 5 s, of which a slow machine may need three. Of five blocks four may be taken at once, before any
        // has cost something; the lock on the whole file is given up before the last.
        ReplicaSpec set = new VolumeSource.OfFile(volfile).sets(Links.PLAIN).getFirst();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger turns = new AtomicInteger();
        try (Replica replica = Replica.connect(set, VolumeSource.MANAGEMENT_PORT, Caller.INSPECTOR, Traffic.UNHEARD)) {
            Gfid big = Inspection.name(replica, directory(replica), "big").of(0).stat().gfid();
            Thread watch = Thread.ofVirtual().start(() -> {
                boolean locked = false;
                while (!over.get()) {
                    boolean now = Inspection.of(replica, big).isBeingHealed();
                    turns.addAndGet(now && !locked ? 1 : 0);
                    locked = now;
                }
            });
            heal(new SendRate(RateText.rates("200KiB/s"), Optional.empty(), System::nanoTime));
            over.set(true);
            Await.until("watch ended", LIMIT, () -> !watch.isAlive(), () -> "");
        }
        assertTrue(turns.get() > 1, () -> turns + " times locked");
    }

    private static Gfid directory(Replica replica) {
        return Inspection.name(replica, Gfid.ROOT, "d").of(0).stat().gfid();
    }

    @Test
    void shouldProbeAsAnOrdinaryProcessAndHealMeanwhile() throws IOException {
        SendRate rate = new SendRate(List.of(),
                Optional.of(RateText.adaptive("target-p99=1us,min=400fops,max=4000fops")), System::nanoTime);
        try (Probe _ = Probe.start(new VolumeSource.OfFile(volfile).sets(Links.PLAIN).getFirst(),
                VolumeSource.MANAGEMENT_PORT,
                Links.PLAIN, rate)) {
            // No lookup takes but a microsecond: the rate goes down to the lowest.
            Await.until("rate is lowest", LIMIT,
                    () -> rate.followed(0).orElseThrow().perSecond() == FOPS_PER_SECOND
                            && rate.followed(2).orElseThrow().perSecond() == FOPS_PER_SECOND,
                    () -> rate.followed(0) + " " + rate.followed(2));
            heal(rate);
        }
    }

    private Traffic counting() {
        return new Traffic() {
            @Override
            public void sent(int brick, FopRequest request) {
                sent.incrementAndGet(brick);
                askedBytes.addAndGet(request instanceof Read read ? read.sizeBytes() : 0);
            }

            @Override
            public void answered(int brick, FopReply reply) {
                // what is sent counts
            }
        };
    }

    /** Heals; gives back for how long. */
    private double heal(SendRate rate) throws IOException {
        Tally tally = new Tally();
        long begin = System.nanoTime();
        RunLimits limits = new RunLimits(begin, Long.MAX_VALUE, Optional.of(rate));
        new VolumeHeal(new VolumeSource.OfFile(volfile), new HealOptions(false, 2, false, path -> true), tally, limits,
                new Wiring(Links.PLAIN, limits.rate(), counting()), Optional.empty()).run();
        double seconds = (System.nanoTime() - begin) / NANOS;
        assertEquals(0, tally.left(), tally::line);
        assertEquals(13, tally.healed(Action.What.CREATE));
        assertEquals(CONTENT_BYTES, askedBytes.get(), "nothing is paid for that is not there");
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
        return seconds;
    }
}
