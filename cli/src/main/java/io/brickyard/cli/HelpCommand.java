package io.brickyard.cli;

import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code brickyard help}: picocli's own brings a second {@code --help} that clashes with the shared one. */
@Command(name = "help", header = "Show the help of a command", description = "Shows the help of COMMAND, or of brickyard itself.", helpCommand = true, modelTransformer = ExitCodeTable.class)
final class HelpCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command to explain. Default: brickyard.")
    private @Nullable String name;

    @Override
    public Integer call() {
        CommandLine brickyard = Objects.requireNonNull(spec).parent().commandLine();
        CommandLine wanted = name == null ? brickyard : brickyard.getSubcommands().get(name);
        if (wanted == null) {
            throw new ParameterException(brickyard, "unknown command", null, name);
        }
        wanted.usage(wanted.getOut());
        return ExitCode.DONE.code();
    }
}
