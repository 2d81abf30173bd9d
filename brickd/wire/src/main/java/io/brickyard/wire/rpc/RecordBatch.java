package io.brickyard.wire.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Records on their way out, written together: headers and XDR parts lie in one growing buffer, large payloads stay where
 * they are and are gathered by the write. Payloads must not change until then. Each record is one fragment, since stock
 * bricks reset the connection on a WRITE of several. Reusable through {@link #clear}; not thread-safe, and without a
 * bound of its own: whoever fills it looks at {@link #sizeBytes}.
 */
public final class RecordBatch {
    /** Largest record: what the length word can say. */
    public static final int MAX_RECORD_BYTES = Integer.MAX_VALUE;

    /** Fragment word, reply header and result of a READ in front of its data. */
    private static final int READ_HEADER_BYTES = Integer.BYTES + RpcReply.SUCCESS_BYTES + ReadReply.FIXED_BYTES;

    private final XdrWriter out;
    private final int inlineBytes;
    private final List<ByteBuffer> payloads = new ArrayList<>();
    private int[] payloadPositions = new int[16];
    private int recordStart;
    private long payloadBytes;

    /**
     * An empty batch.
     *
     * @param out where the XDR parts go
     * @param inlineBytes payloads up to this size are copied behind their header instead of gathered
     */
    public RecordBatch(XdrWriter out, int inlineBytes) {
        this.out = out;
        this.inlineBytes = inlineBytes;
    }

    /** Adds the reply to a file operation. */
    public void addReply(int xid, FopReply reply) {
        begin();
        RpcReply.encodeSuccess(xid, out);
        reply.encode(out);
        end(reply.payload());
    }

    /**
     * Room for the data of a READ, right where {@link #addReadInPlace} will have it, so that a system call can read into
     * the outgoing bytes and nothing is copied. Valid until something is added.
     */
    public ByteBuffer reserveReadData(int sizeBytes) {
        return out.reserve(READ_HEADER_BYTES, sizeBytes);
    }

    /**
     * Adds the reply to a READ whose data lies in {@link #reserveReadData}.
     *
     * @param reply without payload, xdata {@link io.brickyard.wire.dict.Dict#NULL} or empty
     * @param dataBytes how many bytes were read
     */
    public void addReadInPlace(int xid, ReadReply reply, int dataBytes) {
        if (!reply.xdata().isEmpty()) {
            throw new IllegalArgumentException("data read in place leaves no room for xdata");
        }
        begin();
        RpcReply.encodeSuccess(xid, out);
        reply.encode(out);
        out.advance(dataBytes);
        endRecord(0);
    }

    /** Adds the call of a file operation. */
    public void addCall(RpcCall header, FopRequest request) {
        begin();
        header.encode(out);
        request.encode(out);
        end(request.payload());
    }

    /** Starts a record; the caller writes header and body to the returned writer and then calls {@link #end}. */
    public XdrWriter begin() {
        recordStart = out.position();
        out.putInt(0);
        return out;
    }

    /** Ends a record without payload. */
    public void end() {
        endRecord(0);
    }

    /** Ends a record with raw data behind its XDR part: what lies between the buffer's position and limit. */
    public void end(ByteBuffer payload) {
        int length = payload.remaining();
        if (length <= inlineBytes) {
            out.putBytes(payload);
            endRecord(0);
        } else {
            endRecord(length);
            addPayload(payload.slice());
        }
    }

    /** Takes back the record begun last, after its encoding failed. */
    public void abandon() {
        out.truncate(recordStart);
    }

    private void endRecord(int gathered) {
        long length = (long) out.position() - recordStart - Integer.BYTES + gathered;
        if (length > MAX_RECORD_BYTES) {
            out.truncate(recordStart);
            throw new IllegalArgumentException("a record of " + length + " bytes cannot be sent");
        }
        out.setInt(recordStart, (int) length | RecordReader.LAST_FRAGMENT);
    }

    private void addPayload(ByteBuffer payload) {
        if (payloads.size() == payloadPositions.length) {
            payloadPositions = Arrays.copyOf(payloadPositions, 2 * payloadPositions.length);
        }
        payloadPositions[payloads.size()] = out.position();
        payloads.add(payload);
        payloadBytes += payload.remaining();
    }

    /** Bytes to be written, all told. */
    public long sizeBytes() {
        return out.position() + payloadBytes;
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return out.position() == 0;
    }

    /** Forgets everything. */
    public void clear() {
        out.clear();
        payloads.clear();
        payloadBytes = 0;
    }

    /** Writes everything to a blocking channel with as few system calls as it takes, then clears. */
    public void writeTo(GatheringByteChannel channel) throws IOException {
        if (payloads.isEmpty()) {
            ByteBuffer all = segment(0, out.position());
            while (all.hasRemaining()) {
                channel.write(all);
            }
        } else {
            ByteBuffer[] segments = segments();
            int first = 0;
            while (first < segments.length) {
                channel.write(segments, first, segments.length - first);
                while (first < segments.length && !segments[first].hasRemaining()) {
                    first++;
                }
            }
        }
        clear();
    }

    /** Writes everything to a stream (TLS has no channel), then clears. */
    public void writeTo(OutputStream stream) throws IOException {
        for (ByteBuffer segment : segments()) {
            if (segment.hasArray()) {
                stream.write(segment.array(), segment.arrayOffset() + segment.position(), segment.remaining());
            } else {
                byte[] bytes = new byte[segment.remaining()];
                segment.get(bytes);
                stream.write(bytes);
            }
        }
        stream.flush();
        clear();
    }

    private ByteBuffer[] segments() {
        List<ByteBuffer> segments = new ArrayList<>(2 * payloads.size() + 1);
        int from = 0;
        for (int i = 0; i < payloads.size(); i++) {
            segments.add(segment(from, payloadPositions[i]));
            segments.add(payloads.get(i));
            from = payloadPositions[i];
        }
        if (from < out.position()) {
            segments.add(segment(from, out.position()));
        }
        return segments.toArray(ByteBuffer[]::new);
    }

    private ByteBuffer segment(int from, int to) {
        return out.buffer().slice(from, to - from);
    }
}
