package io.brickyard.xlator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A graph of translators in GlusterFS's own grammar: {@code volume}, {@code type}, {@code option}, {@code subvolumes},
 * {@code end-volume}. As in GlusterFS a subvolume is defined before the volume that names it, and the last volume of the
 * file is the top of the graph.
 */
public final class Volfile {
    private final Map<String, Volume> byName;
    private final Volume top;

    private Volfile(Map<String, Volume> byName, Volume top) {
        this.byName = byName;
        this.top = top;
    }

    /** The volumes in file order: the bottom of the graph first. */
    public List<Volume> volumes() {
        return List.copyOf(byName.values());
    }

    /** The volume called {@code name}. */
    public Optional<Volume> volume(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The volume at which calls enter. */
    public Volume top() {
        return top;
    }

    /** The translators that {@code volume} winds to, in order. */
    public List<Volume> children(Volume volume) {
        List<Volume> children = new ArrayList<>();
        for (String name : volume.subvolumes()) {
            Volume child = byName.get(name);
            if (child != null) {
                children.add(child);
            }
        }
        return children;
    }

    /** Whether a translator of this type is in the graph. */
    public boolean has(String type) {
        return byName.values().stream().anyMatch(volume -> volume.type().equals(type));
    }

    /**
     * A graph made in code.
     *
     * @param volumes the bottom of the graph first; each name once, subvolumes before the volumes that name them
     * @throws IllegalArgumentException if they are not so
     */
    public static Volfile of(List<Volume> volumes) {
        Map<String, Volume> byName = new LinkedHashMap<>();
        for (Volume volume : volumes) {
            if (!byName.keySet().containsAll(volume.subvolumes())) {
                throw new IllegalArgumentException("a subvolume of " + volume + " is not defined before it");
            }
            if (byName.put(volume.name(), volume) != null) {
                throw new IllegalArgumentException("two volumes are called " + volume.name());
            }
        }
        return new Volfile(byName, volumes.getLast());
    }

    /**
     * Reads a volfile.
     *
     * @throws VolfileException naming the line and what is wrong with it
     */
    public static Volfile parse(String text) throws VolfileException {
        Parser parser = new Parser();
        int line = 0;
        for (String raw : text.split("\n", -1)) {
            line++;
            List<String> words = VolfileTokens.split(raw, line);
            if (!words.isEmpty()) {
                parser.accept(words, line);
            }
        }
        return parser.finish(line);
    }

    /** Collects the volume that is open and checks each statement against what may stand there. */
    private static final class Parser {
        private final Map<String, Volume> done = new LinkedHashMap<>();
        private @Nullable Volume last;
        private @Nullable String name;
        private @Nullable String type;
        private int openedAt;
        private Map<String, String> options = new LinkedHashMap<>();
        private List<String> subvolumes = new ArrayList<>();

        void accept(List<String> words, int line) throws VolfileException {
            String keyword = words.getFirst();
            if (name == null && !keyword.equals("volume")) {
                throw new VolfileException(line, "'" + keyword + "' stands outside a volume; expected 'volume NAME'");
            }
            switch (keyword) {
                case "volume" -> open(words, line);
                case "type" -> type = only(words, line, "type TYPE");
                case "option" -> option(words, line);
                case "subvolumes" -> subvolumes(words, line);
                case "end-volume" -> close(line);
                default -> throw new VolfileException(line, "'" + keyword
                        + "' is no volfile keyword; expected type, option, subvolumes or end-volume");
            }
        }

        private void open(List<String> words, int line) throws VolfileException {
            if (name != null) {
                throw new VolfileException(line, "volume '" + name + "' of line " + openedAt + " lacks its end-volume");
            }
            String newName = only(words, line, "volume NAME");
            if (done.containsKey(newName)) {
                throw new VolfileException(line, "volume '" + newName + "' is defined twice");
            }
            name = newName;
            openedAt = line;
        }

        private void option(List<String> words, int line) throws VolfileException {
            if (words.size() < 3) {
                throw new VolfileException(line, "'option' wants a key and a value");
            }
            options.put(words.get(1), String.join(" ", words.subList(2, words.size())));
        }

        private void subvolumes(List<String> words, int line) throws VolfileException {
            if (words.size() < 2) {
                throw new VolfileException(line, "'subvolumes' wants at least one name");
            }
            for (String child : words.subList(1, words.size())) {
                if (!done.containsKey(child)) {
                    throw new VolfileException(line, "subvolume '" + child + "' is not defined above this line");
                }
                subvolumes.add(child);
            }
        }

        private void close(int line) throws VolfileException {
            if (name == null || type == null) {
                throw new VolfileException(line, "volume '" + name + "' has no type");
            }
            Volume volume = new Volume(name, type, options, subvolumes, openedAt);
            done.put(name, volume);
            last = volume;
            name = null;
            type = null;
            options = new LinkedHashMap<>();
            subvolumes = new ArrayList<>();
        }

        private static String only(List<String> words, int line, String form) throws VolfileException {
            if (words.size() != 2) {
                throw new VolfileException(line, "expected '" + form + "'");
            }
            return words.get(1);
        }

        Volfile finish(int line) throws VolfileException {
            if (name != null) {
                throw new VolfileException(line, "volume '" + name + "' of line " + openedAt + " lacks its end-volume");
            }
            if (last == null) {
                throw new VolfileException(line, "no volume is defined");
            }
            return new Volfile(done, last);
        }
    }
}
