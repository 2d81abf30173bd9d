package io.brickyard.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one line for a command line that cannot be understood: what is wrong, what is nearest, where help is. */
final class UsageMessage {
    private UsageMessage() {
    }

    static String of(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String problem = problem(wrong, command);
        return problem + (problem.endsWith("?") ? " Try '" : "; try '") + command.getCommandSpec().qualifiedName()
                + " --help'";
    }

    private static String problem(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().getFirst(), command);
        }
        if (wrong.getArgSpec() == null && wrong.getValue() != null
                && !command.getSubcommands().isEmpty()) {
            return unknown(wrong.getValue(), command);
        }
        if (wrong.getArgSpec() instanceof OptionSpec option && wrong.getValue() != null && option.type().isEnum()) {
            return option.longestName() + ": '" + firstLine(wrong.getValue()) + "' is none of "
                    + String.join(", ", option.completionCandidates());
        }
        return firstLine(String.valueOf(wrong.getMessage()));
    }

    private static String unknown(String argument, CommandLine command) {
        boolean option = argument.startsWith("-") && argument.length() > 1;
        String name = option && argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
        if (command.getCommandSpec().userObject() instanceof ExplainsUnknownOptions explains
                && explains.explain(name).isPresent()) {
            return explains.explain(name).get();
        }
        List<String> known = new ArrayList<>(option
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet());
        if (known.isEmpty()) {
            return "unexpected argument '" + firstLine(name) + "'";
        }
        Optional<String> nearest = NearestName.of(name, known);
        return "unknown " + (option ? "option" : "command") + " '" + firstLine(name) + "'"
                + nearest.map(it -> ", did you mean '" + it + "'?").orElse("");
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
