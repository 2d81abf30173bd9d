package io.brickyard.load.job;

import java.util.List;

import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionValues;

/**
 * One clone of a job, ready to run.
 *
 * @param name what it is called
 * @param index which clone of its job, from 0
 * @param number which of all, from 1; logs carry it
 * @param group its group for reporting, from 0
 * @param stage all of one stage run at once, one stage after the other
 * @param baseSeed what --randseed takes to repeat the run
 * @param seed of everything random in it
 * @param values all its options
 * @param files names of its files, directory included
 */
public record JobSpec(String name, int index, int number, int group, int stage, long baseSeed, long seed,
        OptionValues values, List<String> files) {

    public long number(LoadOption option) {
        return values.number(option);
    }

    public int count(LoadOption option) {
        return values.count(option);
    }

    public boolean yes(LoadOption option) {
        return values.yes(option);
    }

    public String text(LoadOption option) {
        return values.text(option);
    }

    public long nanos(LoadOption option) {
        return values.nanos(option);
    }

    /** What kind of I/O, such as randread. */
    public String rw() {
        String rw = text(LoadOption.RW);
        int colon = rw.indexOf(':');
        return colon < 0 ? rw : rw.substring(0, colon);
    }

    /** What stands behind the colon of rw; empty if nothing. */
    public String rwArgument() {
        String rw = text(LoadOption.RW);
        int colon = rw.indexOf(':');
        return colon < 0 ? "" : rw.substring(colon + 1);
    }

    public boolean random() {
        return rw().startsWith("rand");
    }

    public boolean reads() {
        return rw().endsWith("read") || mixed();
    }

    public boolean writes() {
        return rw().endsWith("write") || mixed();
    }

    public boolean mixed() {
        return rw().endsWith("rw") || rw().equals("readwrite");
    }

    /** Whether blocks carry checksums. */
    public boolean verifies() {
        return !text(LoadOption.VERIFY).equals("0");
    }
}
