package io.brickyard.stats.capture;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.rpc.RpcCall;

/**
 * Cuts one direction of a TCP connection into RPC records and hands on the start of each, as much as headers need, at the
 * moment of its last byte. Bodies are passed over, so that neither their size nor cut packets matter.
 *
 * <p>Where the stream is joined in the middle, or bytes are missing where a header stood, it looks for the next bytes
 * that read as a record's marker and header. Data can hardly look so by chance: a call has the RPC version and a known
 * program, a reply five words of fixed value and the number of a call that waits for it.
 */
final class RecordScanner {
    /** Takes what is found. */
    interface Records {
        /** A record whose first {@code length} bytes are in {@code head}; it ended at {@code timeNanos}. */
        void record(byte[] head, int length, long timeNanos);

        /** Whether a call of the other direction with this number waits for its reply. */
        boolean waits(int xid);
    }

    /** Headers, and SETVOLUME with its dict, fit. */
    static final int HEAD = 4096;
    private static final int MARKER = 4;
    private static final int LAST = 0x80000000;
    private static final int LONGEST = 1 << 30;
    private static final int SHORTEST = 24;
    private static final int PATTERN = MARKER + SHORTEST;
    private static final int RPC_VERSION = 2;
    private static final int MOST_STATUS = 5;

    private final Records records;
    private final byte[] head = new byte[HEAD];
    private boolean inSync;
    private int headLength;
    private boolean headWhole = true;
    private int marker;
    private int markerBytes;
    private boolean lastFragment;
    private int remaining;

    RecordScanner(Records records) {
        this.records = records;
    }

    /** The next byte is the first of a record, as at the start of a connection. */
    void start() {
        inSync = true;
        startRecord();
    }

    private void startRecord() {
        headLength = 0;
        headWhole = true;
        markerBytes = 0;
        marker = 0;
        remaining = 0;
    }

    /**
     * The next {@code length} bytes of the stream, of which the first {@code known} were captured.
     *
     * @param at where they begin in {@code bytes}
     */
    void feed(byte[] bytes, int at, int known, int length, long timeNanos) {
        int done = 0;
        while (done < length) {
            if (!inSync) {
                int found = find(bytes, at + done, at + known);
                if (found < 0) {
                    return;
                }
                done = found - at;
                start();
            }
            done += remaining == 0
                    ? marker(bytes, at + done, known - done)
                    : body(bytes, at + done, known - done, length - done, timeNanos);
        }
    }

    /** {@code length} bytes that nobody has seen. */
    void lost(int length) {
        if (inSync && remaining > length) {
            remaining -= length;
            headWhole = false;
        } else {
            inSync = false;
        }
    }

    /** Takes in a byte of a fragment's marker. */
    private int marker(byte[] bytes, int at, int known) {
        if (known <= 0) {
            inSync = false;
            return 0;
        }
        marker = marker << 8 | (bytes[at] & 0xff);
        if (++markerBytes == MARKER) {
            markerBytes = 0;
            lastFragment = (marker & LAST) != 0;
            remaining = marker & ~LAST;
            inSync = remaining > 0 && remaining <= LONGEST;
        }
        return 1;
    }

    private int body(byte[] bytes, int at, int known, int length, long timeNanos) {
        int taken = Math.min(remaining, length);
        int copied = Math.clamp(Math.min(taken, known), 0, HEAD - headLength);
        if (headWhole) {
            System.arraycopy(bytes, at, head, headLength, copied);
            headLength += copied;
            headWhole = copied == taken;
        }
        remaining -= taken;
        if (remaining == 0 && lastFragment) {
            records.record(head, headLength, timeNanos);
            startRecord();
        }
        return taken;
    }

    private int find(byte[] bytes, int from, int to) {
        for (int i = from; i + PATTERN <= to; i++) {
            if (bytes[i] < 0 && isRecord(bytes, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isRecord(byte[] bytes, int at) {
        int length = Word.at(bytes, at) & ~LAST;
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        int type = Word.at(bytes, at + 8);
        if (type == RpcCall.MESSAGE_TYPE) {
            int program = Word.at(bytes, at + 16);
            return Word.at(bytes, at + 12) == RPC_VERSION && (program == Fop.PROGRAM
                    || program == HandshakeProgram.PROGRAM || program == DumpProgram.PROGRAM);
        }
        int status = Word.at(bytes, at + 24);
        return type == 1 && Word.at(bytes, at + 12) == 0 && Word.at(bytes, at + 16) == 0
                && Word.at(bytes, at + 20) == 0 && status >= 0 && status <= MOST_STATUS
                && records.waits(Word.at(bytes, at + 4));
    }
}
