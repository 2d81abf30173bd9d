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
    private final StringBuilder shown = new StringBuilder();
    private final List<NamedJob> jobs = new ArrayList<>();
    private OptionValues current = global;
    private String name = "";
    private String section = "";
    private boolean inJob;
    private boolean skipping;
    private boolean barrierBeforeNext;
    private int globalsShown;

    /**
     * @param onlySections the jobs to keep; empty: all
     */
    public JobCollector(Set<String> onlySections) {
        this.onlySections = Set.copyOf(onlySections);
    }

    /** Begins a job, or goes back to the options for all. */
    public void begin(String newSection) {
        end();
        // fio compares only so many letters, so that [global-settings] is one as well.
        if (newSection.startsWith(GLOBAL)) {
            return;
        }
        if (!onlySections.isEmpty() && !onlySections.contains(newSection)) {
            skipping = true;
            return;
        }
        inJob = true;
        name = newSection;
        section = newSection;
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
        return command + shown;
    }

    private void end() {
        if (inJob) {
            jobs.add(new NamedJob(name, current));
            shown.append(" --name=").append(section);
            show(current);
        } else if (current == global && global.given().size() > globalsShown) {
            // As fio does: those that stood there before are told again.
            globalsShown = global.given().size();
            show(global);
        }
        inJob = false;
        skipping = false;
        current = global;
    }

    private void show(OptionValues values) {
        for (OptionValues.Given one : values.given()) {
            shown.append(" --").append(one.option().optionName());
            if (!one.alone()) {
                shown.append('=').append(one.value());
            }
        }
    }
}
