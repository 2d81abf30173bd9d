package io.brickyard.xlator.iothreads;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.Write;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.SampleCalls;
import io.brickyard.xlator.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RequestQueuesTest {
    private final RequestQueues queues = new RequestQueues(new int[]{2, 2, 2, 1});
    private final Session one = SampleCalls.session("one");
    private final Session two = SampleCalls.session("two");

    private QueuedCall add(Session session, Priority priority) {
        Call call = SampleCalls.call(Fop.READ, session);
        return queues.add(call, reply -> {}, priority);
    }

    private QueuedCall take() {
        @Nullable
        QueuedCall taken = queues.take();
        assertNotNull(taken);
        return taken;
    }

    @Test
    void shouldTakeHigherPrioritiesFirst() {
        QueuedCall least = add(one, Priority.LEAST);
        QueuedCall low = add(one, Priority.LOW);
        QueuedCall normal = add(one, Priority.NORMAL);
        QueuedCall high = add(one, Priority.HIGH);
        assertEquals(List.of(high, normal, low, least), List.of(take(), take(), take(), take()));
        assertNull(queues.take());
    }

    @Test
    void shouldLetClientsTakeTurnsAndKeepTheOrderOfEach() {
        List<QueuedCall> ofOne = List.of(add(one, Priority.LOW), add(one, Priority.LOW), add(one, Priority.LOW));
        QueuedCall ofTwo = add(two, Priority.LOW);
        List<QueuedCall> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            QueuedCall next = take();
            order.add(next);
            assertFalse(queues.done(next));
        }
        assertEquals(List.of(ofOne.get(0), ofTwo, ofOne.get(1), ofOne.get(2)), order);
    }

    @Test
    void shouldGoOnWithALowerPriorityWhenAHigherOneRunsAsOftenAsAllowed() {
        add(one, Priority.HIGH);
        add(one, Priority.HIGH);
        QueuedCall third = add(one, Priority.HIGH);
        QueuedCall low = add(one, Priority.LOW);
        QueuedCall first = take();
        take();
        assertEquals(low, take());
        assertNull(queues.take());
        assertEquals(1, queues.depth(Priority.HIGH));
        queues.done(first);
        assertEquals(third, take());
    }

    @Test
    void shouldDropWhatWaitsOfASessionAndTellWhenItsLastCallHasRun() {
        add(one, Priority.LOW);
        QueuedCall waits = add(one, Priority.LOW);
        QueuedCall waitsToo = add(one, Priority.LEAST);
        QueuedCall others = add(two, Priority.LOW);
        QueuedCall runs = take();
        assertEquals(1, queues.running(one));
        assertEquals(List.of(waits, waitsToo), queues.drop(one));
        assertEquals(0, queues.depth(Priority.LEAST));
        assertEquals(others, take());
        assertTrue(queues.done(runs));
        assertFalse(queues.done(others));
        assertEquals(List.of(), queues.drop(one));
    }

    @Test
    void shouldKnowTheBytesThatWaitWhenCallsComeRunAndAreDropped() {
        addWrite(one, 4096);
        addWrite(one, 512);
        addWrite(two, 100);
        assertEquals(4708, queues.bytes(Priority.LOW));
        take();
        assertEquals(612, queues.bytes(Priority.LOW));
        assertEquals(1, queues.drop(one).size());
        assertEquals(100, queues.bytes(Priority.LOW));
        take();
        assertEquals(0, queues.bytes(Priority.LOW));
    }

    private void addWrite(Session session, int bytes) {
        Call sample = SampleCalls.call(Fop.WRITE, session);
        Write write = (Write) sample.request();
        Write filled = new Write(write.gfid(), write.fd(), write.offset(), bytes, write.flags(), write.xdata(),
                ByteBuffer.allocate(bytes));
        QueuedCall queued = queues.add(new Call(filled, session, sample.credential(), 0), reply -> {}, Priority.LOW);
        assertEquals(bytes, queued.payloadBytes());
    }
}
