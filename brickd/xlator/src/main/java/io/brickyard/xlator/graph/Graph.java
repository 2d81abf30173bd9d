package io.brickyard.xlator.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.stats.IoStats;

/**
 * Translators wound together as a volfile says. A {@code protocol/server} on top is not one of them: it is the listener,
 * whose options are the daemon's and whose subvolume is where calls enter.
 */
public final class Graph {
    private final Translator top;
    private final Map<String, Translator> byVolume;
    private final List<Translator> topDown;
    private final List<String> notes;

    private Graph(Translator top, Map<String, Translator> byVolume, List<Translator> topDown, List<String> notes) {
        this.top = top;
        this.byVolume = byVolume;
        this.topDown = topDown;
        this.notes = notes;
    }

    /**
     * Builds what the top of {@code volfile} reaches.
     *
     * @throws VolfileException naming the line of a volume that cannot be built, and why; what was built before is stopped
     */
    public static Graph build(Volfile volfile, TranslatorTypes types) throws VolfileException {
        Builder builder = new Builder(volfile, types);
        try {
            Volume top = volfile.top();
            if (top.type().equals(Volume.PROTOCOL_SERVER)) {
                top = builder.entry(top);
            }
            Translator entry = builder.build(top);
            return new Graph(entry, builder.byVolume, builder.made.reversed(), List.copyOf(builder.notes));
        } catch (VolfileException | RuntimeException failed) {
            builder.roots.forEach(Translator::stop);
            throw failed;
        }
    }

    /** Whether volumes of this one's type are left out of graphs. */
    public static boolean isLeftOut(Volume volume) {
        return SkippedType.of(volume.type()).isPresent();
    }

    /** Where calls enter. */
    public Translator top() {
        return top;
    }

    /** The translator of a volume; for one that was left out, that below it. */
    public Optional<Translator> find(String volumeName) {
        return Optional.ofNullable(byVolume.get(volumeName));
    }

    /** All translators of a class, those nearer to the top first. */
    public <T> List<T> all(Class<T> type) {
        return topDown.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The io-stats translators, top first. */
    public List<IoStats> probes() {
        return all(IoStats.class);
    }

    /** What was left out and what that means, a line each. */
    public List<String> notes() {
        return notes;
    }

    /** Lets calls on threads end, then ends threads and timers. No call may be wound from now on. */
    public void stop() {
        top.stop();
    }

    /** Builds each volume once, those below first. */
    private static final class Builder {
        private final Volfile volfile;
        private final TranslatorTypes types;
        private final Map<String, Translator> byVolume = new LinkedHashMap<>();
        private final List<Translator> made = new ArrayList<>();
        /** Those made that nothing made yet winds to. */
        private final List<Translator> roots = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Builder(Volfile volfile, TranslatorTypes types) {
            this.volfile = volfile;
            this.types = types;
        }

        Volume entry(Volume server) throws VolfileException {
            List<Volume> children = volfile.children(server);
            if (children.size() != 1) {
                throw new VolfileException(server.line(), "volume '" + server.name() + "': " + server.type()
                        + " has exactly one subvolume, not " + children.size());
            }
            return children.getFirst();
        }

        Translator build(Volume volume) throws VolfileException {
            List<Translator> below = new ArrayList<>();
            for (Volume child : volfile.children(volume)) {
                if (byVolume.containsKey(child.name())) {
                    throw new VolfileException(volume.line(), "volume '" + child.name()
                            + "' is a subvolume of two volumes, of '" + volume.name() + "' too");
                }
                below.add(build(child));
            }
            Translator translator = make(volume, below);
            byVolume.put(volume.name(), translator);
            return translator;
        }

        private Translator make(Volume volume, List<Translator> below) throws VolfileException {
            Optional<TranslatorFactory> factory = types.factory(volume.type());
            if (factory.isPresent()) {
                Translator translator = factory.get().make(volume, below);
                // A factory whose options switch its layer off gives back what is below.
                if (!below.contains(translator)) {
                    made.add(translator);
                    roots.removeAll(below);
                    roots.add(translator);
                }
                return translator;
            }
            Optional<SkippedType> skipped = SkippedType.of(volume.type());
            if (skipped.isEmpty() || below.size() != 1) {
                throw new VolfileException(volume.line(), "volume '" + volume.name() + "': type " + volume.type()
                        + " is not known here, and cannot be left out");
            }
            notes.add(skipped.get().skip(volume));
            return below.getFirst();
        }
    }
}
