package io.brickyard.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.brickd.throttle.ThrottleAdmins;
import io.brickyard.brickd.throttle.ThrottleOptions;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import io.brickyard.xlator.throttle.policy.Statement;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of {@code brickyard brickd} that say what is throttled, and by whom that may be changed. */
final class ThrottleOptionSpecs {
    private final OptionSpec throttle = Options.values(String.class, text -> text, "POLICY", "--throttle")
            .description("Hold calls back by a policy such as self-heal=500fops or 'users each=20MiB'. May be "
                    + "repeated; goes before --throttle-file.")
            .build();

    private final OptionSpec file = Options.value(Path.class, "FILE", "--throttle-file")
            .description("A file of such policies, one a line; SIGHUP reads it anew.")
            .build();

    private final OptionSpec admins = Options.values(String.class, text -> text, "WHO", "--throttle-admin")
            .splitRegex(",")
            .description("Whose root may see and change the throttle beside that of this host: addresses as for "
                    + "--auth-allow, login:USER, tls:NAME. Commas separate, may be repeated.")
            .build();

    void addTo(CommandSpec spec) {
        spec.addOption(throttle).addOption(file).addOption(admins);
    }

    ThrottleOptions value(CommandSpec spec) {
        List<String> texts = throttle.getValue();
        Path path = file.getValue();
        List<String> who = admins.getValue();
        List<Statement> statements = new ArrayList<>();
        try {
            for (String text : texts) {
                statements.addAll(PolicyText.parse(text));
            }
            return new ThrottleOptions(Optional.ofNullable(path), statements, ThrottleAdmins.parse(who));
        } catch (PolicyException e) {
            throw new ParameterException(spec.commandLine(), "--throttle: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--throttle-admin: " + e.getMessage());
        }
    }
}
