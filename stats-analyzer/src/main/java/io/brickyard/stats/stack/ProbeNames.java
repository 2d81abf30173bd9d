package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.read.Inputs;
import io.brickyard.xlator.Volume;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which probe a dump is of. JSON dumps and statedumps say it; a text dump does not, so there the file name is
 * taken apart as GlusterFS made it: {@code NAME.<unique-id>} on request, {@code <program>_<unique-id>.dump} by the dump
 * thread, where unique-id has its slashes replaced and defaults to the translator's name.
 */
final class ProbeNames {
    private static final Pattern THREAD_FILE = Pattern.compile("([A-Za-z0-9.-]+)_(.+)\\.dump");
    private static final List<String> BRICK_PROGRAMS = List.of("glusterfsd", "brickd");
    private static final Pattern NUMBERED = Pattern.compile("\\d+(?:\\.\\w+)?");
    private static final Pattern EXTENSION = Pattern.compile("\\.(?:txt|log|dump|out|json|text)$");

    private final Map<String, String> nameByAlias = new HashMap<>();

    /** Names from the graphs, and from dumps whose content has them. */
    ProbeNames(List<Inputs.Graph> graphs, List<Inputs.LoadedDump> dumps) {
        for (Inputs.LoadedDump loaded : dumps) {
            String probe = loaded.dump().probe();
            if (probe != null) {
                nameByAlias.putIfAbsent(probe, probe);
            }
        }
        for (Inputs.Graph graph : graphs) {
            for (Volume volume : graph.volfile().volumes()) {
                aliases(volume).forEach(alias -> nameByAlias.put(alias, volume.name()));
            }
        }
    }

    private static List<String> aliases(Volume volume) {
        List<String> aliases = new ArrayList<>();
        String id = volume.options().getOrDefault("unique-id", volume.name());
        for (String name : List.of(volume.name(), id)) {
            aliases.add(name);
            aliases.add(name.replace('/', '_'));
            aliases.add(name.replace('/', '-'));
        }
        return aliases;
    }

    /** The name of the probe that {@code loaded} is of. */
    String of(Inputs.LoadedDump loaded) {
        if (loaded.givenName() != null) {
            return nameByAlias.getOrDefault(loaded.givenName(), loaded.givenName());
        }
        String probe = loaded.dump().probe();
        if (probe != null && loaded.dump().format() == DumpFormat.VOLUME_PROFILE) {
            // A profile says HOST:PATH, a brick's graph PATH.
            String path = probe.substring(probe.indexOf(':') + 1);
            return nameByAlias.getOrDefault(path, probe);
        }
        if (probe != null) {
            return nameByAlias.getOrDefault(probe, probe);
        }
        return ofFile(loaded.dump().source().file());
    }

    private String ofFile(String file) {
        String path = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
        int slash = path.lastIndexOf('/');
        String base = path.substring(slash + 1);
        String directory = slash < 0 ? "" : path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
        return known(base).or(() -> known(directory)).orElseGet(() -> guess(base, directory));
    }

    /** The longest known name that {@code base} ends in, or holds as a word of its own. */
    private Optional<String> known(String base) {
        String best = null;
        for (String alias : nameByAlias.keySet()) {
            if ((best == null || alias.length() > best.length()) && holds(base, alias)) {
                best = alias;
            }
        }
        return Optional.ofNullable(best).map(nameByAlias::get);
    }

    private static boolean holds(String base, String alias) {
        int at = base.lastIndexOf(alias);
        if (at < 0) {
            return false;
        }
        int end = at + alias.length();
        boolean starts = at == 0 || base.charAt(at - 1) == '.' || base.charAt(at - 1) == '_';
        boolean ends = end == base.length() || base.charAt(end) == '.';
        return starts && ends;
    }

    private static String guess(String base, String directory) {
        Matcher byThread = THREAD_FILE.matcher(base);
        if (byThread.matches()) {
            return byThread.group(2);
        }
        if (NUMBERED.matcher(base).matches() && !directory.isEmpty()) {
            int program = directory.indexOf('_');
            return program < 0 ? directory : directory.substring(program + 1);
        }
        String bare = EXTENSION.matcher(base).replaceFirst("");
        int dot = bare.indexOf('.');
        return dot < 0 || dot == bare.length() - 1 ? bare : bare.substring(dot + 1);
    }

    /** The stack that the content, else the program in the file's name, says the dump is of. */
    static Dump.Side side(Dump dump) {
        if (dump.side() != Dump.Side.UNKNOWN) {
            return dump.side();
        }
        String file = dump.source().file();
        String base = file.substring(file.lastIndexOf('/') + 1);
        String program = programOf(base, file);
        return program == null
                ? Dump.Side.UNKNOWN
                : BRICK_PROGRAMS.contains(program) ? Dump.Side.BRICK : Dump.Side.CLIENT;
    }

    private static @Nullable String programOf(String base, String file) {
        Matcher byThread = THREAD_FILE.matcher(base);
        if (byThread.matches()) {
            return byThread.group(1);
        }
        for (String program : List.of("glusterfsd", "glusterfs")) {
            if (file.contains("/" + program + "_")) {
                return program;
            }
        }
        return null;
    }
}
