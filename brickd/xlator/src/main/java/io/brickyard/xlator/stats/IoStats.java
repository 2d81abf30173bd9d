package io.brickyard.xlator.stats;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/**
 * A probe, {@code debug/io-stats}: counts every call below it and the time from wind to unwind, by FOP.
 *
 * <p>Always on. A call costs two looks at the clock, one small object and a handful of additions to memory that hardly any
 * other thread touches; nothing locks. Readers pay: they add up stripes. Counts, errors and totals of all intervals
 * add up to the cumulative ones exactly.
 */
public final class IoStats extends Layer {
    private final String uniqueId;
    private volatile DumpSettings dumps;
    private volatile Counters counters = new Counters();
    private final OpenFiles openFiles = new OpenFiles();
    private Moment made = Moment.now();
    private StatsWindow base = new StatsWindow(made, made, Map.of(), Transfers.NONE, Transfers.NONE);
    private long[] baseTransfers = new long[TransferCell.SLOTS];
    private int intervalNumber;

    /**
     * A probe above {@code below}.
     *
     * @param uniqueId by which dumps name it
     * @param dumps how it wishes to be dumped; see {@link DumpScheduler}
     */
    public IoStats(String uniqueId, DumpSettings dumps, Translator below) {
        super(below);
        this.uniqueId = uniqueId;
        this.dumps = dumps;
    }

    /** By which dumps name it. */
    public String uniqueId() {
        return uniqueId;
    }

    /** How it wishes to be dumped. */
    public DumpSettings dumps() {
        return dumps;
    }

    /** It wishes otherwise; see {@link DumpScheduler#start}. */
    public void dumps(DumpSettings newDumps) {
        dumps = newDumps;
    }

    @Override
    public void wind(Call call, Unwind up) {
        below().wind(call, new Timed(this, call, up, System.nanoTime()));
    }

    @Override
    public @Nullable FopReply answerNow(Call call) {
        long startNanos = System.nanoTime();
        FopReply reply = below().answerNow(call);
        if (reply != null) {
            answered(call, reply, System.nanoTime() - startNanos);
        }
        return reply;
    }

    @Override
    public void disconnected(Session session) {
        openFiles.disconnected(session);
        super.disconnected(session);
    }

    /** What was counted so far. The interval goes on. */
    public synchronized IoStatsSnapshot peek() {
        return snapshot(false);
    }

    /** What was counted so far. The interval ends here and the next one starts: whoever takes it takes it from others. */
    public synchronized IoStatsSnapshot takeInterval() {
        return snapshot(true);
    }

    /** Forgets what was counted and starts again; what is open stays counted. */
    public synchronized void clear() {
        counters = new Counters();
        made = Moment.now();
        base = new StatsWindow(made, made, Map.of(), Transfers.NONE, Transfers.NONE);
        baseTransfers = new long[TransferCell.SLOTS];
    }

    private IoStatsSnapshot snapshot(boolean reset) {
        Map<Fop, FopStats> fops = new EnumMap<>(Fop.class);
        Map<Fop, FopStats> recent = new EnumMap<>(Fop.class);
        counters.sums(reset).forEach((fop, sum) -> {
            FopStats cumulative = sum.cumulative();
            FopStats interval = sum.interval(cumulative, base.fop(fop));
            fops.put(fop, cumulative);
            // The time of a call that was counted as the last interval ended may stand here alone.
            if (interval.count() > 0 || interval.totalNanos() > 0) {
                recent.put(fop, interval);
            }
        });
        long[] transfers = counters.transferSums();
        long[] recentTransfers = transfers.clone();
        Arrays.setAll(recentTransfers, i -> transfers[i] - baseTransfers[i]);
        Moment now = Moment.now();
        StatsWindow cumulative = window(made, now, fops, transfers);
        OpenFiles.Count open = openFiles.count();
        IoStatsSnapshot snapshot = new IoStatsSnapshot(uniqueId, cumulative,
                window(base.end(), now, recent, recentTransfers), intervalNumber, open.now(), open.most(),
                open.mostSince());
        if (reset) {
            base = cumulative;
            baseTransfers = transfers;
            intervalNumber++;
        }
        return snapshot;
    }

    private static StatsWindow window(Moment start, Moment end, Map<Fop, FopStats> fops, long[] transfers) {
        return new StatsWindow(start, end, fops, Transfers.of(transfers, TransferCell.READ),
                Transfers.of(transfers, TransferCell.WRITE));
    }

    private void answered(Call call, FopReply reply, long nanos) {
        Fop fop = call.fop();
        counters.record(fop, nanos, reply.failed());
        switch (fop) {
            case READ -> transferred(TransferCell.READ, reply);
            case WRITE -> transferred(TransferCell.WRITE, reply);
            case OPEN, CREATE, RELEASE -> openFiles.answered(call, fop, reply);
            default -> {
                // counted by number and time alone
            }
        }
    }

    private void transferred(int kind, FopReply reply) {
        if (reply.opRet() > 0) {
            counters.recordTransfer(kind, reply.opRet());
        }
    }

    /** The way up of one call. */
    private record Timed(IoStats probe, Call call, Unwind up, long startNanos) implements Unwind.Through {
        @Override
        public void unwind(FopReply reply) {
            probe.answered(call, reply, System.nanoTime() - startNanos);
            up.unwind(reply);
        }
    }
}
