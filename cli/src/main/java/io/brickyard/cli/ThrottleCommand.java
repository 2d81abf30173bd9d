package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.brickyard.brickd.throttle.ThrottleClient;
import io.brickyard.brickd.throttle.VolumeBricks;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code brickyard brickd throttle}. */
final class ThrottleCommand implements Callable<Integer> {
    private static final long MILLIS_PER_SECOND = 1000;

    /** What can be done. */
    enum Action {
        SHOW, SET, CLEAR, OFF, WATCH, SIMULATE;

        static Action parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    private final PositionalParamSpec action = PositionalParamSpec.builder()
            .index("0")
            .type(String.class)
            .required(true)
            .paramLabel("ACTION")
            .description("show what is in force; set a policy on top of it; clear what was set while running, or that "
                    + "of one class; off to throttle nothing until the next set enforce; watch to show again and again; "
                    + "simulate to try a policy on a workload without any brick.")
            .build();

    private final PositionalParamSpec volume = PositionalParamSpec.builder()
            .index("1")
            .type(String.class)
            .required(true)
            .paramLabel("VOLUME")
            .description("The volume whose bricks to ask. For simulate: the file of a policy.")
            .build();

    private final PositionalParamSpec policy = PositionalParamSpec.builder()
            .index("2..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(new ArrayList<String>())
            .arity("0..*")
            .paramLabel("POLICY")
            .description("For set: one policy, its words as one argument or several. For clear: names of classes. "
                    + "For simulate: the file of a workload.")
            .build();

    private final OptionSpec server = Options.value(InetSocketAddress.class, "HOST[:PORT]", "--server")
            .converters(GlusterdOptionSpecs::address)
            .defaultValue("localhost")
            .description("Management port that knows the volume: brickd's or glusterd's. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec json = Options.flag("--json")
            .description("Print what each brick answers as JSON, one line a brick; what simulate finds, in one line.")
            .build();

    private final OptionSpec interval = Options.value(Integer.class, "S", "--interval")
            .defaultValue("1")
            .description("Seconds between two looks of watch. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec count = Options.value(Integer.class, "N", "--count")
            .defaultValue("0")
            .description("Looks that watch takes; 0 for no end. Default: ${DEFAULT-VALUE}.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("throttle")
            .addPositional(action)
            .addPositional(volume)
            .addPositional(policy)
            .addOption(server)
            .addOption(json)
            .addOption(interval)
            .addOption(count);

    CommandSpec spec() {
        spec.usageMessage()
                .header("See and change what brickd's bricks hold back")
                .customSynopsis("brickyard brickd throttle show|watch|off VOLUME [OPTION]...",
                        "brickyard brickd throttle set VOLUME POLICY [OPTION]...",
                        "brickyard brickd throttle clear VOLUME [CLASS]... [OPTION]...",
                        "brickyard brickd throttle simulate POLICY-FILE WORKLOAD-FILE [--json]")
                .description("Asks every brick of the volume, and prints of each what is in force afterwards. A brick "
                        + "that is out of reach, or no brickd, is named; the others are asked all the same.")
                .optionListHeading("%nOptions%n")
                .parameterListHeading("%nArguments%n");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        Action what = wanted();
        if (what == Action.SIMULATE) {
            return simulate();
        }
        String text = text(what);
        String name = volume.getValue();
        InetSocketAddress management = server.getValue();
        List<VolumeBricks.Place> bricks;
        try {
            bricks = VolumeBricks.find(management, name);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
        int looks = count.getValue();
        int seconds = interval.getValue();
        if (what != Action.WATCH) {
            return ask(bricks, management.getPort(), text).code();
        }
        ExitCode last = ExitCode.DONE;
        for (int look = 0; looks == 0 || look < looks; look++) {
            if (look > 0) {
                Thread.sleep(seconds * MILLIS_PER_SECOND);
            }
            last = ask(bricks, management.getPort(), text);
        }
        return last.code();
    }

    private int simulate() {
        List<String> words = policy.getValue();
        if (words.size() != 1) {
            throw new ParameterException(spec.commandLine(), "simulate wants two files: a policy's and a workload's");
        }
        boolean asJson = json.getValue();
        spec.commandLine().getOut().print(ThrottleSimulate.run(volume.getValue(), words.getFirst(), asJson));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.code();
    }

    private Action wanted() {
        String text = action.getValue();
        int seconds = interval.getValue();
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--interval: " + seconds + " is less than a second");
        }
        try {
            return Action.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(),
                    "'" + text + "' is nothing to do: use show, set, clear, off, watch or simulate");
        }
    }

    /** The policy text that does it; wrong ones are refused before any brick is asked, for they depend on nothing else. */
    private String text(Action what) {
        List<String> words = policy.getValue();
        String text = switch (what) {
            case SHOW, WATCH, SIMULATE -> "";
            case OFF -> "off";
            case CLEAR -> words.isEmpty() ? "clear" : "clear " + String.join("; clear ", words);
            case SET -> String.join(" ", words);
        };
        if (what == Action.SET ? text.isBlank() : what != Action.CLEAR && !words.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    what == Action.SET ? "set wants a policy such as self-heal=500fops"
                            : "only set and clear take more than a volume");
        }
        try {
            PolicyText.parse(text);
        } catch (PolicyException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        return text;
    }

    private ExitCode ask(List<VolumeBricks.Place> bricks, int managementPort, String text) {
        PrintWriter out = spec.commandLine().getOut();
        int failed = 0;
        for (VolumeBricks.Place brick : bricks) {
            try (ThrottleClient client = ThrottleClient.connect(brick, managementPort)) {
                String answer = client.ask(text);
                boolean asJson = json.getValue();
                out.print(asJson ? answer + "\n" : ThrottleTable.of(brick.name(), answer));
            } catch (IOException e) {
                failed++;
                spec.commandLine().getErr().println("brickyard: brick " + brick.name() + ": " + e.getMessage());
            }
        }
        out.flush();
        if (failed == 0) {
            return ExitCode.DONE;
        }
        return failed == bricks.size() ? ExitCode.FAILED : ExitCode.PARTIAL;
    }
}
