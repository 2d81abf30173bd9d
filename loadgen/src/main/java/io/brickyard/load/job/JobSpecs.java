package io.brickyard.load.job;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Numbers;
import io.brickyard.load.option.OptionException;
import io.brickyard.load.option.OptionValues;

/** Makes the clones of jobs: their groups, stages, seeds and file names. */
public final class JobSpecs {
    /** fio's own seed unless one is given. */
    public static final long DEFAULT_SEED = 0x89;

    private static final long MOST_FILES = 1_000_000;
    private static final long BETWEEN_JOBS = 0x9E3779B97F4A7C15L;

    private JobSpecs() {
    }

    /**
     * All clones, in order.
     *
     * @throws OptionException if a job contradicts itself
     */
    public static List<JobSpec> of(List<NamedJob> jobs) {
        List<JobSpec> specs = new ArrayList<>();
        int group = 0;
        int stage = 0;
        for (NamedJob job : jobs) {
            OptionValues values = job.values();
            boolean barrier = values.yes(LoadOption.STONEWALL);
            if (!specs.isEmpty()) {
                stage += barrier ? 1 : 0;
                group += barrier || values.yes(LoadOption.NEW_GROUP) ? 1 : 0;
            }
            long seed = seed(values);
            int clones = values.count(LoadOption.NUMJOBS);
            for (int clone = 0; clone < clones; clone++) {
                int number = specs.size() + 1;
                specs.add(new JobSpec(job.name(), clone, number, group, stage, seed,
                        seed + BETWEEN_JOBS * (number - 1), values, files(job, clone)));
            }
            JobChecks.check(specs.getLast());
        }
        return specs;
    }

    private static long seed(OptionValues values) {
        if (values.has(LoadOption.RANDSEED)) {
            return Numbers.size(values.text(LoadOption.RANDSEED));
        }
        return values.yes(LoadOption.RANDREPEAT) ? DEFAULT_SEED : RandomGenerator.getDefault().nextLong(1L << 48);
    }

    private static List<String> files(NamedJob job, int clone) {
        OptionValues values = job.values();
        if (values.number(LoadOption.NRFILES) * values.number(LoadOption.NUMJOBS) > MOST_FILES) {
            throw new OptionException("job " + job.name() + ": nrfiles and numjobs make more than " + MOST_FILES
                    + " files; lower one of them");
        }
        String directory = "";
        if (values.has(LoadOption.DIRECTORY)) {
            List<String> directories = splitAtColons(values.text(LoadOption.DIRECTORY));
            directory = directories.get(clone % directories.size()) + "/";
        }
        List<String> names = new ArrayList<>();
        if (values.has(LoadOption.FILENAME)) {
            names.addAll(splitAtColons(values.text(LoadOption.FILENAME)));
        } else {
            String format = values.text(LoadOption.FILENAME_FORMAT);
            for (int file = 0; file < values.count(LoadOption.NRFILES); file++) {
                names.add(format.replace("$jobname", job.name()).replace("$clientuid", "localhost")
                        .replace("$jobnum", String.valueOf(clone)).replace("$filenum", String.valueOf(file)));
            }
        }
        String prefix = directory;
        return names.stream().map(it -> it.startsWith("/") ? it : prefix + it).toList();
    }

    /** Splits at colons, of which a backslash makes plain ones. */
    static List<String> splitAtColons(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ':') {
                part.append(':');
                i++;
            } else if (letter == ':') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(letter);
            }
        }
        parts.add(part.toString());
        if (parts.stream().anyMatch(String::isEmpty)) {
            throw new OptionException("filename: '" + text + "' holds an empty name; write \\: for a colon in a name");
        }
        return parts;
    }
}
