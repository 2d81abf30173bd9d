package io.brickyard.cli;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.XdrReader;

/**
 * What clients can tell of a server from a capture: for each FOP how it ended, which xdata keys it was asked for, and which
 * came back with what type. How often, and which of them together, is up to chance.
 */
final class WireFacts {
    /** Between a FOP and a key in a fact about a request. */
    static final String ASKS = " asks for ";

    private final SortedSet<String> facts = new TreeSet<>();

    /** Of all connections of a capture. */
    static SortedSet<String> of(Map<WireCapture.Direction, List<byte[]>> records) {
        var all = new WireFacts();
        records.forEach((direction, calls) -> {
            if (direction.fromClient()) {
                List<byte[]> answers = records.getOrDefault(direction.answers(),
                        List.of());
                all.read(calls, answers);
            }
        });
        return all.facts;
    }

    private void read(List<byte[]> calls, List<byte[]> answers) {
        Map<Integer, FopRequest> requests = new HashMap<>();
        for (byte[] bytes : calls) {
            var in = new XdrReader(ByteBuffer.wrap(bytes));
            RpcCall call = RpcCall.decode(in);
            Fop fop = call.program() == Fop.PROGRAM ? Fop.ofProcedure(call.procedure()) : null;
            if (fop != null) {
                requests.put(call.xid(), fop.decodeRequest(in));
            }
        }
        for (byte[] bytes : answers) {
            var in = new XdrReader(ByteBuffer.wrap(bytes));
            int xid = in.getInt();
            if (in.getInt() == RpcCall.MESSAGE_TYPE) {
                RpcCall callback = RpcCall.decodeBehindType(xid, in);
                facts.add("callback " + callback.program() + " " + callback.procedure());
                continue;
            }
            RpcReply.Status status = RpcReply.decodeStatus(in);
            FopRequest request = requests.get(xid);
            if (request != null) {
                if (status == RpcReply.Status.SUCCESS) {
                    tell(request, request.fop().decodeReply(in));
                } else {
                    facts.add(request.fop() + ": " + status);
                }
            }
        }
    }

    private void tell(FopRequest request, FopReply reply) {
        String fop = request.fop().toString();
        facts.add(fop + ": " + (reply.failed() ? Errno.describe(reply.opErrno()) : "ok"));
        request.xdata().forEach((key, value) -> facts.add(fop + ASKS + key));
        reply.xdata()
                .forEach((key, value) -> facts.add(fop + (reply.failed() ? " failing" : "") + " answers " + key + " of "
                        + value.getClass().getSimpleName()));
        if (reply instanceof XattrReply xattrs && !reply.failed()) {
            xattrs.dict().forEach((key, value) -> facts.add(fop + " gives " + key));
        }
    }
}
