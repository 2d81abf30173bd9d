package io.brickyard.heal.replica;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.type.LockCommand;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class TurnsTest {
    private static final FopRequest CHECKSUM = new Rchecksum(Gfid.ROOT, 0, 0, 4096, 0, Dict.NULL);

    private final Turns turns = new Turns();
    private final Queue<CompletableFuture<FopReply>> sent = new ArrayDeque<>();

    private synchronized CompletableFuture<FopReply> sending() {
        CompletableFuture<FopReply> answer = new CompletableFuture<>();
        sent.add(answer);
        notifyAll();
        return answer;
    }

    private synchronized CompletableFuture<FopReply> awaitSent() throws InterruptedException {
        while (sent.isEmpty()) {
            wait();
        }
        return sent.remove();
    }

    private synchronized int waiting() {
        return sent.size();
    }

    @Test
    void shouldSendTheNextWhenTheAnswerIsThere() throws Exception {
        CompletableFuture<FopReply> first = turns.send(CHECKSUM, this::sending);
        CompletableFuture<FopReply> answer = awaitSent();
        AtomicReference<CompletableFuture<FopReply>> second = new AtomicReference<>();
        Thread other = Thread.startVirtualThread(() -> second.set(turns.send(CHECKSUM, this::sending)));
        while (!turns.isAwaited()) {
            Thread.onSpinWait();
        }
        assertEquals(0, waiting());
        assertFalse(first.isDone());
        IOException lost = new IOException("the connection was lost");
        answer.completeExceptionally(lost);
        awaitSent().completeExceptionally(lost);
        other.join();
        assertSame(lost, assertThrows(ExecutionException.class, first::get).getCause());
        assertSame(lost, assertThrows(ExecutionException.class, Objects.requireNonNull(second.get())::get).getCause());
        assertFalse(turns.isAwaited());
    }

    @Test
    void shouldNotMakeOthersWaitForWhatWaitsForALock() {
        Flock whole = new Flock(Flock.WRITE, 0, 0, 0, 0, LkOwner.NONE);
        FopRequest lock = new Inodelk(Gfid.ROOT, LockCommand.SETLKW, Flock.WRITE, whole, "v-replicate-0", Dict.NULL);
        for (FopRequest request : List.of(lock, CHECKSUM, lock)) {
            assertFalse(turns.send(request, this::sending).isDone());
        }
        assertEquals(3, waiting());
    }

    @Test
    void shouldGoOnAfterARequestThatCannotBeSent() {
        assertThrows(IllegalArgumentException.class, () -> turns.send(CHECKSUM, () -> {
            throw new IllegalArgumentException("no such request");
        }));
        assertFalse(turns.send(CHECKSUM, this::sending).isDone());
    }
}
