package io.brickyard.brickd.glusterd;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import io.brickyard.brickd.net.Traffic;
import io.brickyard.brickd.program.Clients;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.xlator.Session;

/**
 * The answer to {@code gluster volume status VOLUME clients, client-list, mem, inode, fd, callpool}, in the keys of
 * GlusterFS 10.3. {@code detail} and {@code tasks} are glusterd's own.
 */
public final class StatusAnswer {
    private static final int MEMORY = 0x1;
    private static final int CLIENTS = 0x2;
    private static final int INODES = 0x4;
    private static final int FILES = 0x8;
    private static final int CALLS = 0x10;
    private static final int CLIENT_LIST = 0x80;

    private final Supplier<List<Clients.Connected>> clients;
    private final IntSupplier inodes;
    private final ToIntFunction<Session> files;

    /**
     * For one brick.
     *
     * @param clients those that are connected
     * @param inodes how many are in use
     * @param files how many a client has open
     */
    public StatusAnswer(Supplier<List<Clients.Connected>> clients, IntSupplier inodes, ToIntFunction<Session> files) {
        this.clients = clients;
        this.inodes = inodes;
        this.files = files;
    }

    /** What a command's bits ask for; nothing for those of other commands. */
    Dict of(long command) {
        DictBuilder out = Dict.builder();
        if ((command & (CLIENTS | CLIENT_LIST)) != 0) {
            addClients(out);
        }
        if ((command & MEMORY) != 0) {
            addMemory(out);
        }
        if ((command & INODES) != 0) {
            addInodes(out);
        }
        if ((command & FILES) != 0) {
            addFiles(out);
        }
        if ((command & CALLS) != 0) {
            out.putText("callpool.count", Long.toString(clients.get().stream()
                    .mapToLong(client -> client.connection().traffic().pendingCalls()).sum()));
        }
        return out.build();
    }

    private void addClients(DictBuilder out) {
        List<Clients.Connected> now = clients.get();
        out.putText("clientcount", Integer.toString(now.size()));
        for (int i = 0; i < now.size(); i++) {
            Clients.Connected client = now.get(i);
            String start = "client" + i + ".";
            String name = client.session().processName();
            Traffic traffic = client.connection().traffic();
            out.putText(start + "hostname", client.connection().peer())
                    .putText(start + "bytesread", Long.toString(traffic.readBytes()))
                    .putText(start + "byteswrite", Long.toString(traffic.writtenBytes()))
                    .putText(start + "opversion", Long.toString(client.opVersion()))
                    .putText(start + "name", name.isEmpty() ? "unknown" : name);
        }
    }

    /** As far as a JVM has what mallinfo(3) tells: its heap, and what lies beside it. */
    private static void addMemory(DictBuilder out) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        MemoryUsage beside = memory.getNonHeapMemoryUsage();
        addMallinfo(out, "arena", heap.getCommitted());
        addMallinfo(out, "ordblks", 0);
        addMallinfo(out, "smblks", 0);
        addMallinfo(out, "hblks", 0);
        addMallinfo(out, "hblkhd", beside.getCommitted());
        addMallinfo(out, "usmblks", 0);
        addMallinfo(out, "fsmblks", 0);
        addMallinfo(out, "uordblks", heap.getUsed());
        addMallinfo(out, "fordblks", heap.getCommitted() - heap.getUsed());
        addMallinfo(out, "keepcost", 0);
    }

    private static void addMallinfo(DictBuilder out, String name, long value) {
        out.putText("mallinfo." + name, Long.toString(value));
    }

    /** One table for all clients: the inodes that calls or open files use. None are kept beyond that. */
    private void addInodes(DictBuilder out) {
        out.putText("conncount", "1").putText("conn0.itable.lru_limit", "0")
                .putText("conn0.itable.active_size", Integer.toString(inodes.getAsInt()))
                .putText("conn0.itable.lru_size", "0").putText("conn0.itable.purge_size", "0");
    }

    private void addFiles(DictBuilder out) {
        List<Clients.Connected> now = clients.get();
        out.putText("conncount", Integer.toString(now.size()));
        for (int i = 0; i < now.size(); i++) {
            String start = "conn" + i + ".fdtable.";
            String open = Integer.toString(files.applyAsInt(now.get(i).session()));
            // The table grows with what is open; gluster looks for as many entries as it may hold.
            out.putText(start + "refcount", "1").putText(start + "maxfds", open).putText(start + "firstfree", open)
                    .putText(start + "openfds", open);
        }
    }
}
