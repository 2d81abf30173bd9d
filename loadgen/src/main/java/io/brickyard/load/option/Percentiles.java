package io.brickyard.load.option;

import java.util.ArrayList;
import java.util.List;

/** A list of percentiles, such as {@code 50:99:99.9}. fio takes up to twenty. */
public final class Percentiles {
    /** What is shown unless a list is given. */
    public static final String DEFAULT = "1:5:10:20:30:40:50:60:70:80:90:95:99:99.5:99.9:99.95:99.99";

    private static final int MOST = 20;

    private Percentiles() {
    }

    /** The percentiles in ascending order, from 0 to 100. */
    public static List<Double> parse(String text) {
        List<Double> list = new ArrayList<>();
        for (String part : text.strip().split(":", -1)) {
            if (!part.matches("[0-9]{1,3}(\\.[0-9]{1,12})?") || Double.parseDouble(part) > 100) {
                throw new OptionException("'" + part + "' is no percentile such as 99.9; colons separate them");
            }
            list.add(Double.parseDouble(part));
        }
        if (list.size() > MOST) {
            throw new OptionException("there are more than " + MOST + " percentiles");
        }
        return list.stream().sorted().toList();
    }
}
