package io.brickyard.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.brickyard.brickd.glusterd.GlusterdOptions;
import io.brickyard.wire.program.PortmapProgram;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options by which brickd takes a brick's place in a volume that glusterd manages. */
final class GlusterdOptionSpecs {
    /** What glusterd says itself. */
    private static final List<String> SAID_BY_GLUSTERD = List.of("--init", "--port", "--mgmt-port", "--no-mgmt",
            "--volfile", "--io-threads", "--unprivileged", "--replica", "--arbiter", "--peer");
    private static final int MAX_PORT = 65_535;

    private final OptionSpec glusterd = Options.value(InetSocketAddress.class, "HOST[:PORT]", "--glusterd")
            .converters(GlusterdOptionSpecs::address)
            .description("Take the place of the brick's glusterfsd in the volume that glusterd at HOST manages: its "
                    + "volfile, port, pid file and control socket.")
            .build();

    private final OptionSpec directory = Options.value(Path.class, "DIR", "--glusterd-dir")
            .defaultValue(GlusterdOptions.DEFAULT_WORK_DIRECTORY.toString())
            .description("glusterd's working directory, where the brick's port is recorded. Default: "
                    + "${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec runDirectory = Options.value(Path.class, "DIR", "--glusterd-run-dir")
            .defaultValue(GlusterdOptions.DEFAULT_RUN_DIRECTORY.toString())
            .description("glusterd's run directory, where the pid file goes. Default: ${DEFAULT-VALUE}.")
            .build();

    void addTo(CommandSpec spec) {
        spec.addOption(glusterd).addOption(directory).addOption(runDirectory);
    }

    Optional<GlusterdOptions> value(CommandSpec spec) {
        InetSocketAddress address = glusterd.getValue();
        var parsed = spec.commandLine().getParseResult();
        if (address == null) {
            for (OptionSpec option : List.of(directory, runDirectory)) {
                if (parsed.hasMatchedOption(option)) {
                    throw new ParameterException(spec.commandLine(),
                            option.longestName() + " wants --glusterd, which says where glusterd listens");
                }
            }
            return Optional.empty();
        }
        for (String name : SAID_BY_GLUSTERD) {
            if (parsed.hasMatchedOption(name)) {
                throw new ParameterException(spec.commandLine(),
                        name + " does not go with --glusterd, where glusterd says it; leave it out");
            }
        }
        Path work = directory.getValue();
        Path run = runDirectory.getValue();
        return Optional.of(new GlusterdOptions(address, work.toAbsolutePath().normalize(),
                run.toAbsolutePath().normalize()));
    }

    /** As {@code HOST}, {@code HOST:PORT}, {@code ADDR} of either kind, or {@code [ADDR]:PORT}. */
    static InetSocketAddress address(String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.lastIndexOf(':');
        boolean bareV6 = bracket < 0 && text.indexOf(':') != colon;
        boolean hasPort = colon > bracket && !bareV6;
        String host = hasPort ? text.substring(0, colon) : text;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new TypeConversionException("there is no host before the colon; write localhost for this one");
        }
        int port = hasPort ? port(text.substring(colon + 1)) : PortmapProgram.GLUSTERD_PORT;
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new TypeConversionException("'" + host + "' is no host that is known here");
        }
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= MAX_PORT) {
            return Integer.parseInt(text);
        }
        throw new TypeConversionException("'" + text + "' is no port; use 1 to " + MAX_PORT);
    }
}
