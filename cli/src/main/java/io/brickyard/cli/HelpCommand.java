package io.brickyard.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code brickyard help}. */
final class HelpCommand implements Callable<Integer> {

    private final PositionalParamSpec name = PositionalParamSpec.builder()
            .type(String.class)
            .arity("0..1")
            .paramLabel("COMMAND")
            .description("The command to explain. Default: brickyard.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("help")
            .helpCommand(true)
            .addPositional(name);

    CommandSpec spec() {
        spec.usageMessage()
                .header("Show the help of a command")
                .description("Shows the help of COMMAND, or of brickyard itself.");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() {
        CommandLine brickyard = spec.parent().commandLine();
        String command = name.getValue();
        CommandLine wanted = command == null ? brickyard : brickyard.getSubcommands().get(command);
        if (wanted == null) {
            throw new ParameterException(brickyard, "unknown command", null, command);
        }
        wanted.usage(wanted.getOut());
        return ExitCode.DONE.code();
    }
}
