package io.brickyard.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The three kinds of options. Commands state their options as fields rather than as annotations: for annotations the JVM
 * makes proxy classes at every start, which no cache keeps: more than a quarter of {@code brickyard --version}.
 *
 * <p>After parsing, {@link OptionSpec#getValue()} gives the value.
 */
final class Options {
    private Options() {
    }

    /** An option without a value; gives a Boolean, false unless named. */
    static OptionSpec.Builder flag(String... names) {
        return OptionSpec.builder(names).type(boolean.class).arity("0").initialValue(false);
    }

    /** An option with one value; gives null unless named. */
    static OptionSpec.Builder value(Class<?> type, String label, String... names) {
        return OptionSpec.builder(names).type(type).paramLabel(label);
    }

    /** An option that may be repeated; gives a list in the order of naming, empty unless named. */
    static <T> OptionSpec.Builder values(Class<T> type, ITypeConverter<T> converter, String label, String... names) {
        return OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(type)
                .converters(converter)
                .arity("1")
                .paramLabel(label)
                .initialValue(new ArrayList<T>());
    }
}
