package io.brickyard.brickd.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.brickyard.brickd.net.ConnectionThread;
import io.brickyard.wire.fop.Read;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.graph.Graph;

/**
 * Stands above each performance/io-threads: a READ whose data is in the page cache passes the threads by and is answered
 * on its connection's own thread, by the same translators below; one that needs the disk is wound whole to the threads.
 */
final class CachedReads extends Layer {
    static final String TYPE = "performance/cached-reads";
    private static final String SUFFIX = "-cached-reads";

    private volatile Translator belowThreads;

    CachedReads(Translator threads) {
        super(threads);
        belowThreads = threads;
    }

    @Override
    public void wind(Call call, Unwind up) {
        if (call.request() instanceof Read && ConnectionThread.isCurrent()) {
            try {
                belowThreads.wind(call, up);
                return;
            } catch (WouldWait disk) {
                // Nothing has seen the call yet.
            }
        }
        below().wind(call, up);
    }

    /** The same volfile with one of these above each io-threads. */
    static Volfile insert(Volfile volfile) {
        List<Volume> volumes = new ArrayList<>();
        UnaryOperator<String> redirected = name -> volfile.volume(name).filter(CachedReads::isThreads)
                .map(threads -> threads.name() + SUFFIX).orElse(name);
        for (Volume volume : volfile.volumes()) {
            volumes.add(new Volume(volume.name(), volume.type(), volume.options(),
                    volume.subvolumes().stream().map(redirected).toList(), volume.line()));
            if (isThreads(volume)) {
                volumes.add(new Volume(volume.name() + SUFFIX, TYPE, Map.of(), List.of(volume.name()),
                        volume.line()));
            }
        }
        return Volfile.of(volumes);
    }

    private static boolean isThreads(Volume volume) {
        return volume.type().equals(Volume.IO_THREADS);
    }

    /** Once the graph is built: tells each of these what is below its threads. */
    static void connect(Volfile volfile, Graph graph) {
        for (Volume volume : volfile.volumes()) {
            if (isThreads(volume) && graph.find(volume.name() + SUFFIX).orElse(null) instanceof CachedReads reads) {
                graph.find(volume.subvolumes().getFirst()).ifPresent(below -> reads.belowThreads = below);
            }
        }
    }
}
