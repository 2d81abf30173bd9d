package io.brickyard.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.brickyard.brickd.BrickdException;
import io.brickyard.brickd.BrickdOptions;
import io.brickyard.brickd.BrickdProcess;
import io.brickyard.brickd.EventLog;
import io.brickyard.brickd.StatsOptions;
import io.brickyard.brickd.metrics.MetricsOptions;
import io.brickyard.brickd.program.AddressPattern;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.stats.DumpFormat;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command {@code brickyard brickd}. */
final class BrickdCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    private final VolumeOptionSpecs bricks = new VolumeOptionSpecs();

    private final OptionSpec volume = Options.value(String.class, "NAME", "--volume")
            .description("Name of the volume, as clients mount it.")
            .build();

    private final OptionSpec init = Options.flag("--init")
            .description("Make the empty directories bricks of a new volume, then serve them.")
            .build();

    private final OptionSpec volumeId = Options.value(String.class, "UUID", "--volume-id")
            .description("Id of the volume, which the bricks must carry, or get with --init. Default: the bricks' own; "
                    + "with --init a new one.")
            .build();

    private final OptionSpec bind = Options.value(String.class, "ADDR", "--bind")
            .description("Address to listen on, also IPv6. Default: all.")
            .build();

    private final OptionSpec port = Options.value(Integer.class, "PORT", "--port")
            .defaultValue(String.valueOf(BrickdOptions.DEFAULT_PORT))
            .description("Port for file operations of the first brick, the next bricks take the ports that follow; 0 "
                    + "takes any. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec managementPort = Options.value(Integer.class, "PORT", "--mgmt-port")
            .defaultValue(String.valueOf(PortmapProgram.GLUSTERD_PORT))
            .description("Port where clients fetch the volume file, as from glusterd; 0 takes any. Default: "
                    + "${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec noManagement = Options.flag("--no-mgmt")
            .description("Give out no volume file: clients have one that names this brick.")
            .build();

    private final OptionSpec readOnly = Options.flag("--read-only")
            .description("Refuse every change with EROFS.")
            .build();

    private final OptionSpec unprivileged = Options.flag("--unprivileged")
            .description("Run without being root: labels are kept in user.brickyard.* attributes, which glusterfsd "
                    + "does not understand.")
            .build();

    private final OptionSpec authAllow = Options.values(AddressPattern.class, BrickdCommand::pattern, "ADDR",
            "--auth-allow")
            .splitRegex(",")
            .description("Addresses that may connect: an address, a pattern with *, a range such as 10.0.0.0/8, a "
                    + "host; ! in front turns it around. Commas separate, may be repeated. Default: all.")
            .build();

    private final OptionSpec authReject = Options.values(AddressPattern.class, BrickdCommand::pattern, "ADDR",
            "--auth-reject")
            .splitRegex(",")
            .description("Addresses that may not connect; goes before --auth-allow.")
            .build();

    private final OptionSpec login = Options.values(Login.class, Login::parse, "USER:PASSWORD", "--login")
            .description("A user whose clients may connect from anywhere with this password. May be repeated.")
            .build();

    private final OptionSpec ioThreads = Options.value(Integer.class, "N", "--io-threads")
            .defaultValue(String.valueOf(BrickdOptions.DEFAULT_IO_THREADS))
            .description("Threads that wait for the disk. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec maxConnections = Options.value(Integer.class, "N", "--max-connections")
            .defaultValue(String.valueOf(BrickdOptions.DEFAULT_MAX_CONNECTIONS))
            .description("Clients that may be connected at a time, at each port; more are turned away. Default: "
                    + "${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec volfile = Options.value(Path.class, "FILE", "--volfile")
            .description("The brick's translators, in GlusterFS's volfile grammar. Default: io-threads, locks and "
                    + "storage with an io-stats probe at each joint.")
            .build();

    private final OptionSpec statsDir = Options.value(Path.class, "DIR", "--stats-dir")
            .description("Write dumps of the io-stats probes to DIR: when SIGUSR1 comes, and by --stats-interval. "
                    + "brickyard stats DIR reads them.")
            .build();

    private final OptionSpec statsInterval = Options.value(Integer.class, "S", "--stats-interval")
            .defaultValue("0")
            .description("Dump every S seconds; 0 for only when asked. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec statsFormat = Options.value(DumpFormat.class, "FORMAT", "--stats-format")
            .converters(BrickdCommand::dumpFormat)
            .defaultValue(DumpFormat.JSON.option())
            .description(
                    "Layout of the dumps: json, brickyard's own with all latencies; or text, GlusterFS's tables. A "
                            + "--volfile says it for each probe. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec allowClientDumps = Options.flag("--allow-client-dumps")
            .description(
                    "Let root on a client dump the probes to --stats-dir: setfattr -n trusted.io-stats-dump -v NAME "
                            + "on a file of the volume, over a mount that passes it on.")
            .build();

    private final OptionSpec metrics = Options.value(InetSocketAddress.class, "[ADDR:]PORT", "--metrics")
            .converters(ListenAddress::parse)
            .description("Serve metrics for Prometheus at http://ADDR:PORT/metrics, to whoever can reach it. ADDR: "
                    + "127.0.0.1 unless named.")
            .build();

    private final OptionSpec pidFile = Options.value(Path.class, "FILE", "--pid-file")
            .description("Write the process id to FILE once serving.")
            .build();

    private final GlusterdOptionSpecs glusterd = new GlusterdOptionSpecs();

    private final TlsOptionSpecs tls = new TlsOptionSpecs();

    private final ThrottleOptionSpecs throttle = new ThrottleOptionSpecs();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("brickd")
            .addOption(volume)
            .addOption(init)
            .addOption(volumeId)
            .addOption(bind)
            .addOption(port)
            .addOption(managementPort)
            .addOption(noManagement)
            .addOption(readOnly)
            .addOption(unprivileged)
            .addOption(authAllow)
            .addOption(authReject)
            .addOption(login)
            .addOption(ioThreads)
            .addOption(maxConnections)
            .addOption(volfile)
            .addOption(statsDir)
            .addOption(statsInterval)
            .addOption(statsFormat)
            .addOption(allowClientDumps)
            .addOption(metrics)
            .addOption(pidFile);

    /** The command with its help. */
    CommandSpec spec() {
        glusterd.addTo(spec);
        bricks.addTo(spec);
        tls.addTo(spec);
        throttle.addTo(spec);
        spec.addSubcommand("throttle", new ThrottleCommand().spec());
        spec.usageMessage()
                .header("Serve directories as bricks to stock GlusterFS clients")
                .customSynopsis("brickyard brickd --brick DIR... --volume NAME [OPTION]...")
                .description(
                        "Serves brick directories in glusterfsd's own format to unchanged GlusterFS clients: FUSE mounts, "
                                + "programs on gfapi, self-heal daemons. Nothing else has to run on the server: clients "
                                + "fetch the volume file here as well. With --replica each file is kept on several "
                                + "bricks; some or all of the others may be served elsewhere, by brickd or glusterfsd.",
                        "",
                        "Runs in the foreground until SIGTERM, which answers what is under way and ends with status 0. "
                                + "Events go to standard error, one a line.")
                .commandListHeading("%nCommands%n")
                .optionListHeading("%nOptions%n");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        var log = new EventLog(spec.commandLine().getErr());
        Path file = pidFile.getValue();
        var process = new BrickdProcess(options(), glusterd.value(spec), Optional.ofNullable(file), log);
        try {
            return (process.run() ? ExitCode.DONE : ExitCode.FAILED).code();
        } catch (BrickdException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private BrickdOptions options() {
        // Not stated as required, for the subcommand has no use for them.
        require(spec.findOption("--brick"));
        require(volume);
        String name = volume.getValue();
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw wrong("--volume: '" + name + "' is no volume name; use letters, digits, - and _");
        }
        int threads = ioThreads.getValue();
        if (threads < 1 || threads > BrickdOptions.MAX_IO_THREADS) {
            throw wrong("--io-threads: " + threads + " is not between 1 and " + BrickdOptions.MAX_IO_THREADS);
        }
        int clients = maxConnections.getValue();
        if (clients < 1) {
            throw wrong("--max-connections: " + clients + " lets nobody in");
        }
        int dumpSeconds = statsInterval.getValue();
        Path dumps = statsDir.getValue();
        if (dumpSeconds < 0 || (dumpSeconds > 0 && dumps == null)) {
            throw wrong(dumpSeconds < 0 ? "--stats-interval: " + dumpSeconds + " is no number of seconds"
                    : "--stats-interval wants --stats-dir, where the dumps go");
        }
        boolean clientDumps = allowClientDumps.getValue();
        if (clientDumps && dumps == null) {
            throw wrong("--allow-client-dumps wants --stats-dir, where the dumps go");
        }
        Path graph = volfile.getValue();
        List<AddressPattern> allowed = authAllow.getValue();
        List<AddressPattern> rejected = authReject.getValue();
        var addresses = new AddressRules(allowed.isEmpty() ? AddressRules.ALL.allowed() : allowed, rejected);
        boolean without = noManagement.getValue();
        return new BrickdOptions(bricks.value(spec), name, wantedId(), init.getValue(), unprivileged.getValue(),
                readOnly.getValue(), address(port, "--port"),
                without ? Optional.empty() : Optional.of(address(managementPort, "--mgmt-port")), addresses,
                new LoginRules(passwords()), tls.value(spec), Optional.ofNullable(graph), threads, clients,
                new StatsOptions(Optional.ofNullable(dumps), Duration.ofSeconds(dumpSeconds),
                        statsFormat.getValue(), clientDumps),
                metricsOptions(), throttle.value(spec), Optional.empty());
    }

    private void require(OptionSpec option) {
        if (!spec.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new MissingParameterException(spec.commandLine(), option,
                    "Missing required option: '" + option.longestName() + "=" + option.paramLabel() + "'");
        }
    }

    private Optional<MetricsOptions> metricsOptions() {
        InetSocketAddress address = metrics.getValue();
        return address == null ? Optional.empty() : Optional.of(new MetricsOptions(address, VersionText.version()));
    }

    private Optional<Gfid> wantedId() {
        String text = volumeId.getValue();
        try {
            return text == null ? Optional.empty() : Optional.of(Gfid.parse(text));
        } catch (IllegalArgumentException e) {
            throw wrong("--volume-id: '" + text + "' is no UUID such as 0b6f3c1e-1d0c-4bd8-9f0e-6f3a1c8a9d21");
        }
    }

    private InetSocketAddress address(OptionSpec option, String name) {
        int number = option.getValue();
        if (number < 0 || number > MAX_PORT) {
            throw wrong(name + ": " + number + " is no port; use 0 to " + MAX_PORT);
        }
        String host = bind.getValue();
        if (host == null) {
            return new InetSocketAddress(number);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), number);
        } catch (UnknownHostException e) {
            throw wrong("--bind: '" + host + "' is no address of this host");
        }
    }

    private Map<String, String> passwords() {
        List<Login> logins = login.getValue();
        Map<String, String> passwords = new HashMap<>();
        logins.forEach(one -> passwords.put(one.user(), one.password()));
        return passwords;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static DumpFormat dumpFormat(String text) {
        return DumpFormat.ofOption(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of text, json"));
    }

    private static AddressPattern pattern(String text) {
        try {
            return AddressPattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** One user and password. */
    record Login(String user, String password) {

        /** Reads {@code USER:PASSWORD}; the password may hold colons. */
        static Login parse(String value) {
            int colon = value.indexOf(':');
            if (colon <= 0 || colon == value.length() - 1) {
                throw new TypeConversionException("this is not USER:PASSWORD");
            }
            return new Login(value.substring(0, colon), value.substring(colon + 1));
        }
    }
}
