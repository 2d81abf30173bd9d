package io.brickyard.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import picocli.CommandLine.Model.UsageMessageSpec;

/** Puts the table of {@link ExitCode}s into the help and the man page of a command. */
final class ExitCodeTable {
    private ExitCodeTable() {
    }

    static void addTo(UsageMessageSpec help) {
        help.exitCodeListHeading("%nExit status%n");
        help.exitCodeList(rows());
    }

    /** Code and meaning of each exit code, in the order of the codes. */
    static Map<String, String> rows() {
        return Arrays.stream(ExitCode.values())
                .collect(Collectors.toMap(
                        it -> String.valueOf(it.code()), ExitCode::meaning, (a, b) -> a, LinkedHashMap::new));
    }
}
