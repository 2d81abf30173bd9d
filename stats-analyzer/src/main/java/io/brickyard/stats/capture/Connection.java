package io.brickyard.stats.capture;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/** A TCP connection: calls of either direction and the replies that the other direction gives them, paired by xid. */
final class Connection {
    private static final int MOST_WAITING = 1 << 14;
    private static final int REPLY = 1;
    private static final int RPC_VERSION = 2;
    private static final int SHORTEST_HEADER = 24;
    private static final int CREDENTIAL = 32;
    private static final int TLS_HANDSHAKE = 0x1603;

    /** A call on its way; {@code fop} is null for those of other programs. */
    private record Waiting(@Nullable Fop fop, int pid, long timeNanos) {}

    private final Function<byte[], WireTimes> byServer;
    private final byte[][] ends;
    private final @Nullable WireTimes[] times = new WireTimes[2];
    private final Direction[] directions;
    private boolean looksEncrypted;

    /**
     * A connection between two ends.
     *
     * @param byServer where the times go by the end that turns out to be the brick
     */
    Connection(byte[] lesser, byte[] greater, Function<byte[], WireTimes> byServer, Budget budget) {
        this.byServer = byServer;
        this.ends = new byte[][]{lesser, greater};
        directions = new Direction[]{new Direction(0, budget), new Direction(1, budget)};
    }

    /** Takes in a segment of either direction. */
    void accept(Packet packet, Segment segment) {
        Direction direction = directions[segment.order() < 0 ? 0 : 1];
        if (!direction.began && segment.captured >= 2) {
            direction.began = true;
            looksEncrypted |= (packet.u16(segment.payloadAt) & 0xffff) == TLS_HANDSHAKE;
        }
        if (segment.syn && !direction.stream.began(segment.sequence)) {
            direction.giveUp();
        }
        direction.stream.accept(packet, segment);
        if (segment.acknowledges) {
            directions[1 - direction.number].stream.acknowledged(segment.acknowledged);
        }
    }

    /** Of the calls that direction {@code number} makes. */
    private WireTimes times(int number) {
        WireTimes known = times[number];
        if (known == null) {
            known = byServer.apply(ends[1 - number]);
            times[number] = known;
        }
        return known;
    }

    /** Whether it began with a TLS handshake. */
    boolean looksEncrypted() {
        return looksEncrypted;
    }

    /** Calls on their way. */
    int waiting() {
        return directions[0].calls.size() + directions[1].calls.size();
    }

    /** Bytes that both directions lack. */
    long lost() {
        return directions[0].stream.lost() + directions[1].stream.lost();
    }

    /** Nothing comes any more. */
    void finish() {
        for (Direction direction : directions) {
            direction.giveUp();
            direction.stream.forget();
        }
    }

    /** What one end sends: calls to the other, and replies to its calls. */
    private final class Direction implements RecordScanner.Records {
        private final int number;
        private final TcpStream stream;
        private boolean began;
        private final Map<Integer, Waiting> calls = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Waiting> eldest) {
                return size() > MOST_WAITING;
            }
        };

        Direction(int number, Budget budget) {
            this.number = number;
            this.stream = new TcpStream(new RecordScanner(this), budget);
        }

        /** No reply comes any more. */
        void giveUp() {
            long open = calls.values().stream().filter(call -> call.fop() != null).count();
            if (open > 0) {
                times(number).addUnanswered(open);
            }
            calls.clear();
        }

        @Override
        public boolean waits(int xid) {
            return directions[1 - number].calls.containsKey(xid);
        }

        @Override
        public void record(byte[] head, int length, long timeNanos) {
            if (length < SHORTEST_HEADER) {
                return;
            }
            int type = Word.at(head, 4);
            if (type == RpcCall.MESSAGE_TYPE && Word.at(head, 8) == RPC_VERSION) {
                call(head, length, timeNanos);
            } else if (type == REPLY) {
                reply(head, timeNanos);
            }
        }

        private void call(byte[] head, int length, long timeNanos) {
            int program = Word.at(head, 12);
            int procedure = Word.at(head, 20);
            Fop fop = program == Fop.PROGRAM ? Fop.ofProcedure(procedure) : null;
            calls.put(Word.at(head, 0), new Waiting(fop, Credentials.pid(head, length), timeNanos));
            if (program == HandshakeProgram.PROGRAM && procedure == HandshakeProgram.SETVOLUME.number()) {
                setVolume(head, length);
            }
        }

        private void setVolume(byte[] head, int length) {
            try {
                XdrReader in = new XdrReader(ByteBuffer.wrap(head, 0, length).slice());
                if (RpcCall.decode(in).verdict() == RpcCall.Verdict.ACCEPT) {
                    Dict options = OldDict.decodeOpaque(in);
                    String subvolume = options.getText(SetVolume.REMOTE_SUBVOLUME);
                    if (subvolume != null) {
                        times(number).subvolume(subvolume);
                    }
                }
            } catch (MalformedMessageException cutOrForeign) {
                // the name is a help only
            }
        }

        private void reply(byte[] head, long timeNanos) {
            Waiting call = directions[1 - number].calls.remove(Word.at(head, 0));
            if (call != null && call.fop() != null) {
                times(1 - number).answered(call.fop(), call.pid(), call.timeNanos(), timeNanos);
            } else if (call == null && times[1 - number] != null) {
                times(1 - number).addUnasked();
            }
        }
    }

    /** What of a credential is needed, where nothing else of it may have been captured. */
    private static final class Credentials {
        private static final int GLUSTER_V1 = 5;

        /** The process id, 0 where it is not known. */
        static int pid(byte[] head, int length) {
            int flavor = Word.at(head, 24);
            int at = flavor == GLUSTER_V1 ? CREDENTIAL + 8 : CREDENTIAL;
            boolean known = flavor == GLUSTER_V1
                    || flavor == io.brickyard.wire.rpc.Credential.Flavor.GLUSTER_V2.number()
                    || flavor == io.brickyard.wire.rpc.Credential.Flavor.GLUSTER_V3.number();
            return known && at + 4 <= length ? Word.at(head, at) : 0;
        }
    }
}
