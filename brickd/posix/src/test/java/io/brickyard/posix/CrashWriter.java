package io.brickyard.posix;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.posix.index.HealIndex;
import io.brickyard.posix.index.IndexedStorage;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.type.Errno;

/**
 * The process that is going to be killed: opens a brick, lets several threads follow their {@link CrashScript}s, and says
 * on its output what was done: {@code THREAD STEPS} after each success, {@code ! ...} before a thread gives up.
 */
final class CrashWriter {
    static final int THREADS = 4;

    private final IndexedStorage storage;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private CrashWriter(IndexedStorage storage) {
        this.storage = storage;
    }

    static CrashScript script(long seed, int round, int thread) {
        return new CrashScript(seed + 1_000L * round + thread, "w" + round + "-" + thread);
    }

    static IndexedStorage indexed(BrickRoot root, PosixStorage storage) throws SysException {
        return new IndexedStorage(storage,
                new HealIndex(root, List.of("trusted.afr.vol-"), List.of("trusted.afr.dirty")));
    }

    /** Arguments: brick directory, seed, round. */
    public static void main(String[] args) throws Exception {
        BrickOptions options = TestBrick.options(Path.of(args[0]));
        BrickRoot root = BrickRoot.open(options);
        PosixStorage storage = new PosixStorage(root, options, LockCounts.NONE, ByteBuffer::allocateDirect);
        CrashWriter writer = new CrashWriter(indexed(root, storage));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            CrashScript script = script(Long.parseLong(args[1]), Integer.parseInt(args[2]), i);
            threads.add(Thread.ofPlatform().start(() -> writer.follow(script, number)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void follow(CrashScript script, int thread) {
        FdTable files = new FdTable();
        while (true) {
            int done = script.done() + 1;
            Caller caller = new Caller(1, 0, 0, new int[0], TestBrick.CREATE_TIMES, 1_900_000_000L + done, 0, files);
            FopReply reply = storage.execute(script.next().request(), caller);
            if (reply.failed()) {
                say("! " + thread + " " + script.next() + " " + Errno.describe(reply.opErrno()));
                return;
            }
            if (reply instanceof CreateReply made) {
                files.release(made.fd());
            }
            script.advance();
            say(thread + " " + done);
        }
    }

    private void say(String line) {
        try {
            // One write(2) a line: lines of several threads never mix, and nothing said is lost with the process.
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyListens) {
            Runtime.getRuntime().halt(1);
        }
    }
}
