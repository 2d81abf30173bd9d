package io.brickyard.cli;

import java.nio.file.Path;

import io.brickyard.heal.VolumeSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code brickyard heal}'s commands that say which volume. */
final class HealVolumeSpecs {
    private final OptionSpec volume = Options.value(VolumeSource.OfDaemon.class, "HOST:VOLUME", "--volume")
            .converters(HealVolumeSpecs::volume)
            .description("The volume, as glusterd or brickd on HOST knows it. A port other than "
                    + VolumeSource.MANAGEMENT_PORT + " comes between: HOST:PORT:VOLUME.")
            .build();

    private final OptionSpec volfile = Options.value(Path.class, "FILE", "--volfile")
            .description("Take the volume from a client's or self-heal daemon's volume file instead.")
            .build();

    void addTo(CommandSpec spec) {
        spec.addOption(volume).addOption(volfile);
    }

    VolumeSource value(CommandSpec spec) {
        VolumeSource.OfDaemon named = volume.getValue();
        Path file = volfile.getValue();
        if ((named == null) == (file == null)) {
            throw new ParameterException(spec.commandLine(), named == null
                    ? "which volume? Give --volume=HOST:VOLUME or --volfile=FILE"
                    : "--volume and --volfile both name a volume; give one");
        }
        return named != null ? named : new VolumeSource.OfFile(file);
    }

    private static VolumeSource.OfDaemon volume(String text) {
        try {
            return VolumeSource.OfDaemon.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
