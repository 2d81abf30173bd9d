package io.brickyard.brickd;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.xdr.XdrWriter;

/** A client that sends whatever bytes a test wants, and reads records. */
final class RawClient implements AutoCloseable {
    private static final int LAST = 0x80000000;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void sendWord(int word) throws IOException {
        send(ByteBuffer.allocate(Integer.BYTES).putInt(word).array());
    }

    void sendRecord(byte[] record) throws IOException {
        send(ByteBuffer.allocate(Integer.BYTES + record.length).putInt(record.length | LAST).put(record).array());
    }

    /** Sends a call with arguments as they come. */
    void call(int xid, int program, int version, int procedure, Consumer<XdrWriter> arguments) throws IOException {
        XdrWriter writer = new XdrWriter();
        new RpcCall(xid, program, version, procedure, Credential.root(4711)).encode(writer);
        arguments.accept(writer);
        sendRecord(writer.toByteArray());
    }

    /** The next record; an EOFException if the server ended the connection. */
    byte[] read() throws IOException {
        byte[] record = new byte[in.readInt() & ~LAST];
        in.readFully(record);
        return record;
    }

    /** Whether the server has ended the connection; waits for that or a record. */
    boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** The accept_stat word of an accepted reply. */
    static int acceptStatus(byte[] reply) {
        return ByteBuffer.wrap(reply).getInt(20);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
