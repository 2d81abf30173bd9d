package io.brickyard.xlator;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.type.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What every translator with another one below it owes. The tests of each translator extend this. */
public abstract class TranslatorConformanceTest {
    private static final int WINDERS = 4;
    private static final int CALLS_OF_EACH = 3000;

    /** The translator under test, with nothing to hold calls up. */
    protected abstract Translator translator(Translator below);

    /** The operations that it hands down unchanged; the others are its business. */
    protected Set<Fop> passedThrough() {
        return Set.copyOf(Fop.ALL);
    }

    @ParameterizedTest
    @EnumSource(Fop.class)
    final void shouldPassTheFopDownOnceAndItsReplyUp(Fop fop) {
        assumeTrue(passedThrough().contains(fop), "not passed through");
        FopReply answer = SampleCalls.success(fop, 0);
        RecordingTranslator below = new RecordingTranslator((call, up) -> up.unwind(answer));
        Translator tested = translator(below);
        Call call = SampleCalls.call(fop, SampleCalls.session("a"));
        Replies replies = new Replies(1);
        tested.wind(call, replies.of(0));
        assertSame(answer, replies.await(0));
        tested.stop();
        assertEquals(List.of(call), below.calls());
        assertEquals(0, replies.extra());
    }

    @ParameterizedTest
    @EnumSource(Fop.class)
    final void shouldPassErrorsUp(Fop fop) {
        assumeTrue(passedThrough().contains(fop), "not passed through");
        Translator tested = translator(
                new RecordingTranslator((call, up) -> up.unwind(call.failure(Errno.ESTALE.code()))));
        Replies replies = new Replies(1);
        tested.wind(SampleCalls.call(fop, SampleCalls.session("a")), replies.of(0));
        assertEquals(fop.failure(Errno.ESTALE.code()), replies.await(0));
        tested.stop();
    }

    @Test
    final void shouldAnswerEachCallOnceWhenManyThreadsWindAndUnwind() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println(getClass().getSimpleName() + " seed " + seed);
        List<Fop> fops = passedThrough().stream().sorted().toList();
        Replies replies = new Replies(WINDERS * CALLS_OF_EACH);
        try (ExecutorService elsewhere = Executors.newFixedThreadPool(2)) {
            RecordingTranslator below = new RecordingTranslator((call, up) -> {
                FopReply answer = SampleCalls.success(call.fop(), 0);
                if (call.arrivedNanos() % 2 == 0) {
                    up.unwind(answer);
                } else {
                    elsewhere.execute(() -> up.unwind(answer));
                }
            });
            Translator tested = translator(below);
            Thread[] winders = new Thread[WINDERS];
            for (int i = 0; i < WINDERS; i++) {
                int winder = i;
                winders[i] = Thread.ofPlatform()
                        .start(() -> wind(tested, winder, new Random(seed + winder), fops, replies));
            }
            for (Thread winder : winders) {
                winder.join();
            }
            replies.awaitAll();
            tested.stop();
            assertEquals(WINDERS * CALLS_OF_EACH, below.calls().size());
        }
        assertEquals(0, replies.extra());
    }

    private static void wind(Translator tested, int winder, Random random, List<Fop> fops, Replies replies) {
        Session session = SampleCalls.session("client " + winder);
        for (int i = 0; i < CALLS_OF_EACH; i++) {
            Fop fop = fops.get(random.nextInt(fops.size()));
            int pid = random.nextInt(8) - 6;
            tested.wind(SampleCalls.call(fop, session, pid), replies.of(winder * CALLS_OF_EACH + i));
        }
    }

    @Test
    final void shouldTellTheTranslatorBelowOnceWhenAClientDisconnects() {
        RecordingTranslator below = new RecordingTranslator();
        Translator tested = translator(below);
        Session stays = SampleCalls.session("stays");
        Session goes = SampleCalls.session("goes");
        Replies replies = new Replies(2);
        tested.wind(SampleCalls.call(Fop.LOOKUP, stays), replies.of(0));
        tested.wind(SampleCalls.call(Fop.LOOKUP, goes), replies.of(1));
        replies.awaitAll();
        tested.disconnected(goes);
        tested.stop();
        assertEquals(List.of(goes), below.gone());
    }

    @Test
    final void shouldTellTheTranslatorBelowWhenAClientThatNeverCalledDisconnects() {
        RecordingTranslator below = new RecordingTranslator();
        Translator tested = translator(below);
        Session session = SampleCalls.session("silent");
        tested.disconnected(session);
        tested.stop();
        assertEquals(List.of(session), below.gone());
    }

    @Test
    final void shouldStopTheTranslatorBelow() {
        RecordingTranslator below = new RecordingTranslator();
        translator(below).stop();
        assertEquals(1, below.stops());
    }
}
