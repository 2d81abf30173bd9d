package io.brickyard.cli;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.load.output.JsonOutput;
import io.brickyard.load.output.NormalOutput;
import io.brickyard.load.output.TerseOutput;
import io.brickyard.load.run.RunResult;
import picocli.CommandLine.TypeConversionException;

/** Forms of results, under fio's names. */
enum LoadFormat {
    NORMAL("normal"), TERSE("terse"), JSON("json"), JSON_PLUS("json+");

    private final String text;

    LoadFormat(String text) {
        this.text = text;
    }

    /** Reads one or more, separated by commas. */
    static List<LoadFormat> parse(String value) {
        List<LoadFormat> formats = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            LoadFormat found = null;
            for (LoadFormat one : values()) {
                found = one.text.equals(part.strip()) ? one : found;
            }
            if (found == null) {
                throw new TypeConversionException("'" + part + "' is none of normal, terse, json, json+");
            }
            formats.add(found);
        }
        return formats;
    }

    /**
     * The results in this form.
     *
     * @param oneLine JSON is not laid out, since lines of JSON went before it
     */
    String render(RunResult run, boolean oneLine) {
        return switch (this) {
            case NORMAL -> NormalOutput.of(run);
            case TERSE -> TerseOutput.of(run, VersionText.version());
            case JSON -> JsonOutput.of(run, VersionText.version(), false, oneLine);
            case JSON_PLUS -> JsonOutput.of(run, VersionText.version(), true, oneLine);
        };
    }
}
