package io.brickyard.load.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.brickyard.load.option.Lacking;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionValues;
import org.jspecify.annotations.Nullable;

/**
 * Makes jobs of options in the order in which they were written, as fio does: a name begins a job; options before the first
 * job, and those of a section called global wherever it stands, are inherited by every job that begins later.
 */
public final class JobCollector {
    private static final String GLOBAL = "global";

    private final Set<String> onlySections;
    private final OptionValues global = new OptionValues();
    private final List<OptionValues.Given> shown = new ArrayList<>();
    private final List<NamedJob> jobs = new ArrayList<>();
    private OptionValues current = global;
    private String name = "";
    private boolean inJob;
    private boolean skipping;
    private boolean barrierBeforeNext;

    /**
     * @param onlySections the jobs to keep; empty: all
     */
    public JobCollector(Set<String> onlySections) {
        this.onlySections = Set.copyOf(onlySections);
    }

    /** Begins a job, or goes back to the options for all. */
    public void begin(String section) {
        end();
        // fio compares only so many letters, so that [global-settings] is one as well.
        if (section.startsWith(GLOBAL)) {
            return;
        }
        if (!onlySections.isEmpty() && !onlySections.contains(section)) {
            skipping = true;
            return;
        }
        inJob = true;
        name = section;
        current = global.inherited();
        if (barrierBeforeNext) {
            current.setAlone(LoadOption.STONEWALL);
            barrierBeforeNext = false;
        }
    }

    /**
     * Sets an option of the job that was begun last.
     *
     * @param value null if the option stands alone
     */
    public void option(String key, @Nullable String value) {
        if (skipping) {
            return;
        }
        LoadOption option = LoadOption.named(key).orElseThrow(() -> Lacking.refuse(key, LoadOption.names()));
        if (value == null) {
            current.setAlone(option);
        } else {
            current.set(option, value);
        }
        if (option == LoadOption.NAME && value != null) {
            name = value;
        }
    }

    /** The next job waits for all before it: each further job file begins so. */
    public void barrier() {
        end();
        barrierBeforeNext = !jobs.isEmpty();
    }

    /** All jobs, in order. */
    public List<NamedJob> jobs() {
        end();
        return List.copyOf(jobs);
    }

    /** The command line that stands for all that was collected. */
    public String commandLine(String command) {
        end();
        StringBuilder line = new StringBuilder(command);
        for (OptionValues.Given one : shown) {
            line.append(" --").append(one.option().optionName());
            if (!one.alone()) {
                line.append('=').append(one.value());
            }
        }
        return line.toString();
    }

    private void end() {
        if (inJob) {
            jobs.add(new NamedJob(name, current));
            shown.addAll(current.given());
        } else if (current == global) {
            shown.addAll(global.given().subList(globalsShown, global.given().size()));
            globalsShown = global.given().size();
        }
        inJob = false;
        skipping = false;
        current = global;
    }

    private int globalsShown;
}
