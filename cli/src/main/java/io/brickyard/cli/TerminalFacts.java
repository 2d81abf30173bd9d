package io.brickyard.cli;

/**
 * What is known of the terminal. The launcher asks the kernel and passes the answer on, since the JVM itself only knows
 * whether input and output are both terminals.
 *
 * @param outputIsTerminal standard output is a terminal
 * @param errorIsTerminal standard error is a terminal
 * @param colorsWanted the user did not decline colors: NO_COLOR unset or empty (no-color.org), TERM set and not "dumb"
 */
record TerminalFacts(boolean outputIsTerminal, boolean errorIsTerminal, boolean colorsWanted) {

    /** The facts for the process that this runs in. */
    static TerminalFacts ofThisProcess() {
        return of(
                Boolean.getBoolean("brickyard.stdout.tty"),
                Boolean.getBoolean("brickyard.stderr.tty"),
                orEmpty("NO_COLOR"),
                orEmpty("TERM"));
    }

    static TerminalFacts of(boolean outputIsTerminal, boolean errorIsTerminal, String noColor, String term) {
        boolean wanted = noColor.isEmpty() && !term.isEmpty() && !term.equals("dumb");
        return new TerminalFacts(outputIsTerminal, errorIsTerminal, wanted);
    }

    /** Whether text on standard output may carry escape sequences. */
    boolean colorsOnOutput() {
        return outputIsTerminal && colorsWanted;
    }

    /** Whether text on standard error may carry escape sequences. */
    boolean colorsOnError() {
        return errorIsTerminal && colorsWanted;
    }

    private static String orEmpty(String variable) {
        String value = System.getenv(variable);
        return value == null ? "" : value;
    }
}
