package io.brickyard.load.gluster;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.brickyard.client.BrickAddress;
import io.brickyard.client.Reach;
import io.brickyard.load.engine.EngineLostException;
import io.brickyard.load.engine.EngineSettings;
import io.brickyard.load.engine.ThreadUse;
import io.brickyard.load.option.LoadOption;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.CallFailedException;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.FopHandler;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.client.RpcMarks;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.BrickTimes;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.stats.RpcSegments.Group;
import org.jspecify.annotations.Nullable;

/** One job's connection to one brick, with the stack above it. Calls complete on the connection's own thread. */
final class BrickLink implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SPARE_CALLS = 64;
    private static final Credential CREDENTIAL = Credential.root((int) ProcessHandle.current().pid());

    private final BrickAddress address;
    private final int branch;
    private final Translator top;
    private final Session session;
    private final BrickClient client;
    private final @Nullable CallSamples samples;
    /** Whether the brick says how long calls took there. */
    private final boolean timed;
    private volatile @Nullable CallFailedException lost;
    private volatile @Nullable Path readerTask;

    private BrickLink(BrickAddress address, int branch, Translator top, BrickClient client, String identity,
            @Nullable CallSamples samples) {
        this.address = address;
        this.branch = branch;
        this.top = top;
        this.samples = samples;
        this.client = client;
        this.timed = BrickTimes.areIn(client.serverInfo());
        this.session = new Session(identity, "load", address.toString());
        session.context(BrickLink.class, BrickLink.class, it -> this);
    }

    /**
     * Connects and shakes hands.
     *
     * @param address with its port
     * @param login user name and password if the volfile has them, else empty
     * @param branch which branch of the stack it is
     * @param settings of the job
     * @throws IOException says who cannot be reached or refuses, in one line
     */
    static BrickLink connect(BrickAddress address, Dict login, ClientStack stack, int branch,
            EngineSettings settings) throws IOException {
        int outstanding = Integer.highestOneBit(settings.depth() + SPARE_CALLS) * 2;
        var options = RpcClientOptions.DEFAULT.withMaxOutstanding(Math.max(outstanding,
                RpcClientOptions.DEFAULT.maxOutstanding()));
        String identity = new ClientIdentity(InetAddress.getLoopbackAddress().getHostName(), "load").next();
        DictBuilder request = SetVolume.request(address.subvolume(), identity, "load").putAll(login);
        int oneOf = settings.job().count(LoadOption.BELOW_RPC);
        if (oneOf > 0) {
            request.putUint(BrickTimes.KEY, 1);
        }
        BrickClient client = BrickClient.connect(Reach.resolve(address.host(), address.port()), CONNECT_MILLIS,
                request.build(), options, ClientListener.NONE);
        return new BrickLink(address, branch, stack.top(), client, identity,
                oneOf == 0 ? null : new CallSamples(oneOf, stack.segments()));
    }

    /** The connection that a session belongs to. */
    static BrickLink of(Session session) {
        return session.context(BrickLink.class, BrickLink.class, it -> {
            throw new IllegalStateException("a session without connection");
        });
    }

    BrickAddress address() {
        return address;
    }

    int branch() {
        return branch;
    }

    /** Whether calls can still be sent. */
    boolean isUp() {
        return client.rpc().isOpen();
    }

    /** Winds a FOP from the top of the stack; the reply comes on the connection's thread. */
    void wind(FopRequest request, Unwind up) {
        top.wind(new Call(request, session, CREDENTIAL, 0), up);
    }

    /** Does a FOP and waits for its reply, which may say that it failed. */
    <A extends FopReply> A call(FopRequest request, Class<A> shape) throws IOException {
        var future = new CompletableFuture<FopReply>();
        wind(request, future::complete);
        FopReply reply = BrickClient.await(future);
        if (reply.failed()) {
            throwIfLost();
        }
        return shape.cast(reply);
    }

    /** What a failed reply says, as an exception. */
    IOException failure(int errno) {
        CallFailedException broken = lost;
        return broken != null ? lostBrick(broken) : new IOException(Errno.describe(errno));
    }

    private void throwIfLost() throws IOException {
        CallFailedException broken = lost;
        if (broken != null) {
            throw lostBrick(broken);
        }
    }

    private EngineLostException lostBrick(CallFailedException broken) {
        return new EngineLostException("brick " + address + " is lost: " + broken.getMessage(), broken);
    }

    /** Sends a call that came down the stack. */
    void send(Call call, Unwind up) {
        CallSamples taking = samples;
        if (taking != null && taking.takes(call.fop())) {
            long begin = System.nanoTime();
            RpcMarks marks = taking.marks(call.fop(), timed ? Group.ANSWERED : Group.UNANSWERED);
            FopRequest request = timed ? BrickTimes.ask(call.request()) : call.request();
            client.wind(request, call.credential(),
                    new Answer(this, call, new SampledUnwind(taking, call.fop(), begin, marks, up)), marks);
        } else {
            client.wind(call.request(), call.credential(), new Answer(this, call, up));
        }
    }

    /** What the thread that replies are delivered on used so far; a completion must have run {@link #noteReader}. */
    ThreadUse readerUse() {
        Path task = readerTask;
        return task == null ? ThreadUse.NONE : ThreadUse.ofTask(task);
    }

    /** To be called on the connection's thread. */
    void noteReader() {
        if (readerTask == null) {
            readerTask = ThreadUse.thisTask();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** The way up of a call that was taken as a sample; those that fail tell nothing. */
    private record SampledUnwind(CallSamples samples, Fop fop, long beginNanos, RpcMarks marks,
            Unwind up) implements Unwind {
        @Override
        public void unwind(FopReply reply) {
            if (!reply.failed()) {
                samples.ended(fop, beginNanos, marks, BrickTimes.of(reply.xdata()));
            }
            up.unwind(reply);
        }
    }

    private record Answer(BrickLink link, Call call, Unwind up) implements FopHandler {
        @Override
        public void onReply(FopReply reply) {
            up.unwind(reply);
        }

        @Override
        public void onFailure(CallFailedException failure) {
            if (link.lost == null) {
                link.lost = failure;
            }
            up.unwind(call.failure(Errno.ENOTCONN.code()));
        }
    }
}
