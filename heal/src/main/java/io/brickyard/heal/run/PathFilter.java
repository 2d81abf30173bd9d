package io.brickyard.heal.run;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which paths are healed: those at or below one path that match an include pattern, if there are any, and no exclude
 * pattern. A pattern is a glob over the whole path, where ** crosses directories.
 */
public final class PathFilter implements Predicate<String> {
    private final String below;
    private final List<PathMatcher> includes;
    private final List<PathMatcher> excludes;

    /**
     * A filter.
     *
     * @param below a path of the volume; / for all of it
     * @throws IllegalArgumentException in words for people, if a pattern is none
     */
    public PathFilter(String below, List<String> includes, List<String> excludes) {
        String absolute = below.startsWith("/") ? below : "/" + below;
        this.below = absolute.length() > 1 && absolute.endsWith("/") ? absolute.substring(0, absolute.length() - 1)
                : absolute;
        this.includes = includes.stream().map(PathFilter::matcher).toList();
        this.excludes = excludes.stream().map(PathFilter::matcher).toList();
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException("'" + glob + "' is no pattern: " + why, e);
        }
    }

    /** Whether a path may be wanted, or something below it. */
    public boolean leadsTo(String path) {
        return below.equals("/") || below.equals(path) || below.startsWith(path + "/") || path.startsWith(below + "/");
    }

    @Override
    public boolean test(String path) {
        boolean inside = below.equals("/") || path.equals(below) || path.startsWith(below + "/");
        return inside && (includes.isEmpty() || matches(includes, path)) && !matches(excludes, path);
    }

    private static boolean matches(List<PathMatcher> patterns, String path) {
        try {
            Path asPath = Path.of(path);
            return patterns.stream().anyMatch(it -> it.matches(asPath));
        } catch (InvalidPathException e) {
            // A name that is no text matches no pattern.
            return false;
        }
    }
}
