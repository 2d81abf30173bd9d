package io.brickyard.man;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.brickyard.brickd.metrics.Metric;
import io.brickyard.cli.BrickyardCommand;
import io.brickyard.load.option.Lacking;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes what the commands say of themselves: sections for the man pages, and completion for bash and zsh. */
public final class FromCommands {
    private FromCommands() {
    }

    /**
     * Takes the folder for the sections and the file for the completion.
     *
     * @throws IOException if either cannot be written
     */
    public static void main(String[] args) throws IOException {
        CommandLine brickyard = BrickyardCommand.commandLine();
        int code = ManPageGenerator.generateManPage(
                Path.of(args[0]).toFile(), null, new boolean[0], true, brickyard.getCommandSpec());
        if (code != 0) {
            throw new IOException("the sections could not be written to " + args[0]);
        }
        Files.writeString(Path.of(args[0], "metrics.adoc"), metrics());
        Files.writeString(Path.of(args[0], "load-lacking.adoc"), lacking());
        Path completion = Path.of(args[1]);
        Files.createDirectories(completion.getParent());
        Files.writeString(completion, AutoComplete.bash("brickyard", brickyard));
    }

    /** The options of fio that load lacks, for its page. */
    private static String lacking() {
        return "_" + String.join("_, _", Lacking.names()) + "_.\n";
    }

    /** The metrics of brickd, for its page. */
    private static String metrics() {
        StringBuilder list = new StringBuilder();
        for (Metric metric : Metric.values()) {
            String labels = metric.labels().isEmpty() ? "" : ", by _" + String.join("_, _", metric.labels()) + "_";
            list.append('*').append(metric.metricName()).append("*:: ").append(metric.help()).append(" (")
                    .append(metric.type().text()).append(labels).append(")\n");
        }
        return list.toString();
    }
}
