package io.brickyard.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;

import io.brickyard.load.job.JobCollector;
import io.brickyard.load.option.Kind;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options of jobs on the command line, made of their table. fio's command line is a list, not a set: each --name begins
 * a job. So every option is kept in the order of typing, and the jobs are collected from that list.
 */
final class LoadOptionSpecs {
    private final List<Typed> typed = new ArrayList<>();

    /** One option as it was typed; the value is null if it stands alone. */
    private record Typed(LoadOption option, @Nullable String value) {}

    /** Adds all options of the table to a command. */
    void addTo(CommandSpec command) {
        for (LoadOption option : LoadOption.table()) {
            command.addOption(spec(option));
        }
    }

    private OptionSpec spec(LoadOption option) {
        List<String> names = new ArrayList<>(List.of("--" + option.optionName()));
        option.aliases().forEach(alias -> names.add("--" + alias));
        boolean flag = option.kind() == Kind.FLAG;
        OptionSpec.Builder builder = Options
                .values(String.class, it -> it, option.kind().label(), names.toArray(String[]::new))
                .arity(flag ? "0..1" : "1")
                .preprocessor(new InOrder(option, flag))
                .description(description(option));
        if (!option.choices().isEmpty()) {
            builder.completionCandidates(option.choices());
        }
        return builder.build();
    }

    private static String description(LoadOption option) {
        boolean tells = option.defaultValue().isEmpty() || option.defaultValue().equals("0")
                || option.help().contains("Default:");
        // picocli takes what follows a per cent sign for a format.
        return (option.help() + (tells ? "" : " Default: " + option.defaultValue() + ".")).replace("%", "%%");
    }

    /** Makes jobs of everything typed before the job files. */
    void collect(JobCollector jobs, CommandLine command) {
        for (Typed one : typed) {
            try {
                if (one.option() == LoadOption.NAME && one.value() != null) {
                    jobs.begin(one.value());
                    continue;
                }
                jobs.option(one.option().optionName(), one.value());
            } catch (OptionException e) {
                throw new ParameterException(command, "--" + e.getMessage());
            }
        }
    }

    /** Keeps what was typed, in order; a flag takes only a value that an equals sign ties to it, as in fio. */
    private final class InOrder implements IParameterPreprocessor {
        private final LoadOption option;
        private final boolean flag;

        InOrder(LoadOption option, boolean flag) {
            this.option = option;
            this.flag = flag;
        }

        // picocli's interface wants a Stack.
        @Override
        @SuppressWarnings("JdkObsolete")
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec arg, Map<String, Object> info) {
            boolean tied = !" ".equals(info.get("separator"));
            if (flag && !tied) {
                typed.add(new Typed(option, null));
                return true;
            }
            if (args.isEmpty()) {
                return false;
            }
            typed.add(new Typed(option, args.pop()));
            return true;
        }
    }
}
