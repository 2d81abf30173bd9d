package io.brickyard.xlator.iothreads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.SampleCalls;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients come, call and go while threads start and end: what runs, runs before its client's end is told below. */
class IoThreadsStressTest {
    private static final int CONNECTIONS = 4;
    private static final int STAYS = 60;
    private static final int MOST_CALLS = 40;
    private static final List<Fop> FOPS = List.of(Fop.LOOKUP, Fop.SETATTR, Fop.READ, Fop.WRITE, Fop.INODELK);

    /** Checks what reaches it. */
    private static final class Disk implements Translator {
        private final Set<Session> gone = ConcurrentHashMap.newKeySet();
        private final AtomicInteger late = new AtomicInteger();
        private final AtomicInteger twice = new AtomicInteger();
        private final AtomicInteger background = new AtomicInteger();
        private final AtomicInteger tooManyBackground = new AtomicInteger();

        @Override
        public void wind(Call call, Unwind up) {
            boolean least = call.credential().pid() < 0 && call.fop() != Fop.INODELK;
            if (least && background.incrementAndGet() > 1) {
                tooManyBackground.incrementAndGet();
            }
            if (gone.contains(call.session())) {
                late.incrementAndGet();
            }
            up.unwind(SampleCalls.success(call.fop(), 0));
            if (gone.contains(call.session())) {
                late.incrementAndGet();
            }
            if (least) {
                background.decrementAndGet();
            }
        }

        @Override
        public void disconnected(Session session) {
            if (!gone.add(session)) {
                twice.incrementAndGet();
            }
        }
    }

    private final Disk disk = new Disk();
    private final AtomicInteger answeredTwice = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    @Test
    void shouldKeepItsPromisesWhenClientsComeAndGo() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("IoThreadsStressTest seed " + seed);
        IoThreadsOptions options = new IoThreadsOptions(4, 4, 4, 4, 1, true, Duration.ofNanos(50_000));
        IoThreads tested = new IoThreads("iot", options, disk);
        List<Thread> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Random random = new Random(seed + i);
            connections.add(Thread.ofPlatform().start(() -> stayOften(tested, random)));
        }
        for (Thread connection : connections) {
            connection.join();
        }
        tested.stop();
        assertEquals(0, answeredTwice.get(), "answered twice");
        assertEquals(0, unanswered.get(), "unanswered though the client stayed");
        assertEquals(0, disk.late.get(), "wound after the client's end was told");
        assertEquals(0, disk.twice.get(), "told twice");
        assertEquals(0, disk.tooManyBackground.get(), "two background calls at a time");
        assertEquals(CONNECTIONS * STAYS, disk.gone.size());
        assertEquals(0, tested.threads());
        assertTrue(tested.depths().values().stream().allMatch(depth -> depth == 0), () -> tested.depths().toString());
    }

    private void stayOften(IoThreads tested, Random random) {
        for (int stay = 0; stay < STAYS; stay++) {
            Session session = SampleCalls.session("client");
            List<AtomicInteger> answers = new ArrayList<>();
            int calls = random.nextInt(MOST_CALLS);
            for (int i = 0; i < calls; i++) {
                AtomicInteger answer = new AtomicInteger();
                answers.add(answer);
                Fop fop = FOPS.get(random.nextInt(FOPS.size()));
                tested.wind(SampleCalls.call(fop, session, random.nextInt(4) == 0 ? -6 : 1), reply -> {
                    if (answer.incrementAndGet() > 1) {
                        answeredTwice.incrementAndGet();
                    }
                });
            }
            if (random.nextBoolean()) {
                awaitAnswers(answers);
            }
            tested.disconnected(session);
        }
    }

    private void awaitAnswers(List<AtomicInteger> answers) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        for (AtomicInteger answer : answers) {
            while (answer.get() == 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            if (answer.get() == 0) {
                unanswered.incrementAndGet();
            }
        }
    }
}
