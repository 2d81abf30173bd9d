package io.brickyard.cli;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.XdrReader;

/**
 * What clients can tell of a server from a capture: for each FOP and set of xdata keys asked with, which errors it gave and
 * which keys came back. Numbers of calls are chance and left out.
 */
final class WireFacts {
    private final SortedSet<String> facts = new TreeSet<>();

    /** Of all connections of a capture. */
    static SortedSet<String> of(Map<WireCapture.Direction, List<byte[]>> records) {
        var all = new WireFacts();
        records.forEach((direction, calls) -> {
            if (direction.fromClient()) {
                List<byte[]> answers = records.getOrDefault(new WireCapture.Direction(direction.stream(), false),
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
                facts.add(status == RpcReply.Status.SUCCESS ? told(request, request.fop().decodeReply(in))
                        : request.fop() + " " + status);
            }
        }
    }

    private static String told(FopRequest request, FopReply reply) {
        String outcome = reply.failed() ? Errno.describe(reply.opErrno()) : "ok";
        String values = reply instanceof XattrReply xattrs && !reply.failed() ? " values " + keys(xattrs.dict()) : "";
        return request.fop() + " asking " + keys(request.xdata()) + ": " + outcome + " answering " + keys(reply.xdata())
                + values;
    }

    private static SortedSet<String> keys(Dict dict) {
        SortedSet<String> keys = new TreeSet<>();
        dict.forEach((key, value) -> keys.add(key));
        return keys;
    }
}
