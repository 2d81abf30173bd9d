package io.brickyard.cli;

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

    /** Reads fio's name. */
    static LoadFormat named(String name) {
        for (LoadFormat one : values()) {
            if (one.text.equals(name.strip())) {
                return one;
            }
        }
        throw new TypeConversionException("'" + name + "' is none of normal, terse, json, json+");
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
