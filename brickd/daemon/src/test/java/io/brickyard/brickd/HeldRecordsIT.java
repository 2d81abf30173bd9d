package io.brickyard.brickd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RecordReader;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that were let in send most of a huge record each and stop: more than a server of 512 MiB can hold. */
@Timeout(120)
class HeldRecordsIT {
    private static final int CLIENTS = 14;
    private static final int RECORD_BYTES = 60 << 20;
    private static final int PART_BYTES = 1 << 20;

    private final List<RawClient> greedy = new ArrayList<>();
    private WorkDirectory work;
    private Path log;
    private ServerProcess server;
    private BrickClient bystander;

    @BeforeEach
    void serve() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("held-records");
        log = work.path().resolve("log");
        server = ServerProcess.start(Files.createDirectory(work.path().resolve("brick")), log);
        bystander = BrickClient.connect(server.address(), 5_000, introduction("bystander"), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    @AfterEach
    void end() throws IOException {
        for (RawClient client : greedy) {
            client.close();
        }
        bystander.close();
        server.close();
        work.close();
    }

    private Dict introduction(String identity) {
        return SetVolume.request(server.subvolume(), identity, "test").build();
    }

    @Test
    void shouldServeOthersAndDropWhoWantsMoreWhenRecordsFillTheMemory() throws IOException {
        int dropped = 0;
        for (int i = 0; i < CLIENTS; i++) {
            if (!takesMostOfARecord(i)) {
                dropped++;
            }
            assertFalse(bystander.call(new Stat(Gfid.ROOT, Dict.NULL), Credential.root(4711), FopReply.class).failed());
        }
        String said = Files.readString(log);
        assertTrue(dropped > 0, said);
        assertTrue(said.contains(" gone: no memory is left for its record"), said);
        assertFalse(said.contains("Exception in thread"), said);
    }

    private boolean takesMostOfARecord(int index) throws IOException {
        var client = new RawClient(server.address());
        greedy.add(client);
        Dict request = introduction("greedy-" + index);
        client.call(1, HandshakeProgram.PROGRAM, HandshakeProgram.VERSION, 1,
                out -> OldDict.encodeOpaque(request, out));
        client.read();
        client.send(ByteBuffer.allocate(Integer.BYTES).putInt(RECORD_BYTES | RecordReader.LAST_FRAGMENT).array());
        byte[] part = new byte[PART_BYTES];
        try {
            for (int sent = 0; sent < RECORD_BYTES - PART_BYTES; sent += PART_BYTES) {
                client.send(part);
            }
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
