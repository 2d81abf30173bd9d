import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;

/**
 * What io-stats costs: nanoseconds per READ through four probes and through none, on one thread and on as many as there
 * are processors. Rounds of both alternate, so that other work on the machine hits both alike; medians count. The cost of
 * the clock alone is measured too, since a probe looks at it twice.
 *
 * <p>Run from source after {@code mvn -pl brickd/xlator -am package}:
 *
 * <pre>
 * java -cp "brickd/xlator/target/classes:brickd/wire/target/classes:HdrHistogram.jar" brickd/xlator/src/bench/ProbeCost.java
 * </pre>
 */
public final class ProbeCost {
    private static final int PROBES = 4;
    private static final int CALLS = 1_000_000;
    private static final int ROUNDS = 21;
    private static final int WARM_UP_ROUNDS = 5;

    private ProbeCost() {}

    /** Keeps the JVM from seeing through the chain. */
    private static final class Sink implements Unwind {
        long opRets;

        @Override
        public void unwind(FopReply reply) {
            opRets += reply.opRet();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
            List<Double> bare = new ArrayList<>();
            List<Double> probed = new ArrayList<>();
            List<Double> clock = new ArrayList<>();
            Translator bottom = bottom();
            Translator chain = chain(bottom);
            for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
                double without = nanosPerCall(bottom, threads);
                double with = nanosPerCall(chain, threads);
                double look = nanosPerLook();
                if (round >= WARM_UP_ROUNDS) {
                    bare.add(without);
                    probed.add(with);
                    clock.add(look);
                }
            }
            double cost = median(probed) - median(bare);
            System.out.printf(Locale.ROOT,
                    "%d thread(s): no probe %.1f ns, %d probes %.1f ns: %.1f ns per probe and call; the clock %.1f ns a look%n",
                    threads, median(bare), PROBES, median(probed), cost / PROBES, median(clock));
        }
    }

    private static Translator bottom() {
        ReadReply reply = new ReadReply(4096, 0, Iatt.NONE, 4096, Dict.NULL, java.nio.ByteBuffer.allocate(0));
        return (call, up) -> up.unwind(reply);
    }

    private static Translator chain(Translator bottom) {
        Translator top = bottom;
        for (int i = 0; i < PROBES; i++) {
            top = new IoStats("probe-" + i, DumpSettings.ON_DEMAND, top);
        }
        return top;
    }

    private static double nanosPerCall(Translator top, int threads) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            all.add(Thread.ofPlatform().start(() -> wind(top)));
        }
        for (Thread thread : all) {
            thread.join();
        }
        return (double) (System.nanoTime() - start) / CALLS;
    }

    private static void wind(Translator top) {
        Sink sink = new Sink();
        Call call = new Call(new Read(Gfid.ROOT, 1, 0, 4096, 0, Dict.NULL), new Session("a", "bench", "local"),
                Credential.root(1), 0);
        for (int i = 0; i < CALLS; i++) {
            top.wind(call, sink);
        }
        if (sink.opRets != 4096L * CALLS) {
            throw new AssertionError("replies are missing");
        }
    }

    private static double nanosPerLook() {
        long start = System.nanoTime();
        long seen = start;
        for (int i = 0; i < CALLS; i++) {
            seen = Math.max(seen, System.nanoTime());
        }
        return (double) (seen - start) / CALLS;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
