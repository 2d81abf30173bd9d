package io.brickyard.load.job;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.load.option.OptionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads job files in fio's format: {@code [section]} begins a job, {@code key=value} or {@code key} sets an option of it, a
 * line or the rest of one after {@code ;} or {@code #} is a comment, {@code include FILE} reads more options for the same
 * section. {@code ${NAME}} is a variable of the environment; {@code $pagesize}, {@code $mb_memory} and {@code $ncpus}
 * are facts of this machine. What goes wrong is told with file and line.
 */
public final class JobFileParser {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final int DEEPEST_INCLUDE = 8;

    private final JobCollector jobs;
    private final Map<String, String> environment;

    public JobFileParser(JobCollector jobs, Map<String, String> environment) {
        this.jobs = jobs;
        this.environment = environment;
    }

    /**
     * Reads a file.
     *
     * @throws OptionException if it cannot be read or understood
     */
    public void parse(Path file) {
        jobs.barrier();
        lines(linesOf(file), file.toString(), file.toAbsolutePath().getParent(), 0);
    }

    /**
     * Reads text.
     *
     * @param source what to call it in messages
     */
    public void parse(String text, String source) {
        jobs.barrier();
        lines(text.lines().toList(), source, null, 0);
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new OptionException(file + ": is no text in UTF-8, so no job file");
        } catch (IOException e) {
            throw new OptionException(file + ": the job file cannot be read; name one that exists");
        }
    }

    private void lines(List<String> lines, String source, @Nullable Path folder, int depth) {
        boolean inSection = depth > 0;
        for (int number = 1; number <= lines.size(); number++) {
            String line = withoutComment(lines.get(number - 1)).strip();
            try {
                if (line.startsWith("[")) {
                    section(line, depth);
                    inSection = true;
                } else if (line.startsWith("include ")) {
                    include(line.substring("include ".length()).strip(), folder, depth);
                } else if (!line.isEmpty()) {
                    if (!inSection) {
                        throw new OptionException("'" + line + "' stands before the first [section]; put it below one");
                    }
                    option(line);
                }
            } catch (OptionException e) {
                throw e.at(source + ":" + number);
            }
        }
    }

    private static String withoutComment(String line) {
        int end = line.length();
        for (char mark : new char[]{';', '#'}) {
            int at = line.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return line.substring(0, end);
    }

    private void section(String line, int depth) {
        if (depth > 0) {
            throw new OptionException("an included file may only hold options, but here is " + line);
        }
        if (!line.endsWith("]") || line.length() <= 2) {
            throw new OptionException("'" + line + "' is no section; write [name]");
        }
        jobs.begin(line.substring(1, line.length() - 1));
    }

    private void option(String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            jobs.option(line, null);
        } else {
            jobs.option(line.substring(0, equals).strip(), expand(line.substring(equals + 1)));
        }
    }

    private void include(String name, @Nullable Path folder, int depth) {
        if (depth >= DEEPEST_INCLUDE) {
            throw new OptionException("include " + name + ": files include each other");
        }
        if (folder == null) {
            throw new OptionException("include " + name + ": only a job file on disk can include another");
        }
        Path file = folder.resolve(name);
        lines(linesOf(file), file.toString(), file.toAbsolutePath().getParent(), depth + 1);
    }

    /** Puts variables and facts in; a variable that is not set stays as it is, as in fio. */
    private String expand(String value) {
        String expanded = VARIABLE.matcher(value).replaceAll(found -> Matcher.quoteReplacement(
                environment.getOrDefault(found.group(1), found.group())));
        return MachineFacts.expand(expanded);
    }
}
