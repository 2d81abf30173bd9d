package io.brickyard.heal.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.client.Links;
import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A crawl that dies: all its connections are cut after some requests. */
public final class CutRun {
    private CutRun() {
    }

    /** Crawls through the volume of a volume file; gives back how many requests there were. */
    public static int of(Path volfile, int requests, Crawl crawl) throws IOException {
        AtomicInteger sent = new AtomicInteger();
        List<Replica> open = new ArrayList<>();
        Traffic cut = new Traffic() {
            @Override
            public void sent(int brick, FopRequest request) {
                if (sent.incrementAndGet() > requests) {
                    open.forEach(Replica::close);
                }
            }

            @Override
            public void answered(int brick, FopReply reply) {
                // all that counts is what was sent
            }
        };
        for (ReplicaSpec spec : new VolumeSource.OfFile(volfile).sets(Links.PLAIN)) {
            try (Replica replica = Replica.connect(spec, VolumeSource.MANAGEMENT_PORT, Caller.HEALER, cut)) {
                open.add(replica);
                crawl.run(replica, "/", (set, path) -> {
                    // where it dies is no matter
                });
            } catch (NotHealedException e) {
                assertTrue(sent.get() > requests, e::detail);
            }
        }
        return sent.get();
    }
}
