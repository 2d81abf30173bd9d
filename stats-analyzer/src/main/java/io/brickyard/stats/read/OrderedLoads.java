package io.brickyard.stats.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.brickyard.stats.dump.RpcDump;
import org.jspecify.annotations.Nullable;

/**
 * Reads inputs on all processors and puts together what they hold in the order in which they were asked for, so that the
 * result is that of reading one after the other.
 */
final class OrderedLoads implements AutoCloseable {
    /** More threads read no faster: the file system is next to be waited for, and each has a block of its own. */
    private static final int MOST_THREADS = 8;
    /** How far a thread may run ahead of the slowest file, in files. */
    private static final int AHEAD = 64;

    private final int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    private final Deque<Future<Inputs>> pending = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<byte[]> blocks = new ConcurrentLinkedQueue<>();
    private final List<Inputs.LoadedDump> dumps = new ArrayList<>();
    private final List<Inputs.Graph> graphs = new ArrayList<>();
    private final List<Inputs.Table> tables = new ArrayList<>();
    private final List<RpcDump> rpc = new ArrayList<>();
    private final List<Inputs.Remark> remarks = new ArrayList<>();
    private final List<InputReport> reports = new ArrayList<>();
    private @Nullable ExecutorService readers;

    /** Reads {@code load} while others are read. */
    void start(FileLoad load) {
        if (threads == 1) {
            now(load);
            return;
        }
        ExecutorService pool = readers;
        if (pool == null) {
            pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("reader-", 0).factory());
            readers = pool;
        }
        pending.add(pool.submit(() -> read(load)));
        if (pending.size() > threads * AHEAD) {
            takeFirst();
        }
    }

    /** Reads {@code load} on this thread. */
    void now(FileLoad load) {
        put(read(load));
    }

    /** Puts in what was found without reading. */
    void put(Inputs found) {
        pending.add(CompletableFuture.completedFuture(found));
    }

    private Inputs read(FileLoad load) {
        byte[] free = blocks.poll();
        byte[] block = free == null ? new byte[Content.BLOCK_BYTES] : free;
        try {
            return load.read(block);
        } finally {
            blocks.add(block);
        }
    }

    private void takeFirst() {
        try {
            add(pending.remove().get());
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while inputs were read", e);
        }
    }

    private void add(Inputs found) {
        dumps.addAll(found.dumps());
        graphs.addAll(found.graphs());
        tables.addAll(found.tables());
        rpc.addAll(found.rpc());
        remarks.addAll(found.remarks());
        reports.addAll(found.reports());
    }

    /** Waits for all that was started; all that was read so far. */
    Inputs finish() {
        while (!pending.isEmpty()) {
            takeFirst();
        }
        return new Inputs(List.copyOf(dumps), List.copyOf(graphs), List.copyOf(tables), List.copyOf(rpc),
                List.copyOf(remarks), List.copyOf(reports));
    }

    @Override
    public void close() {
        if (readers != null) {
            readers.shutdownNow();
        }
    }
}
