package io.brickyard.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.brickd.BrickPlace;
import io.brickyard.brickd.VolumeLayout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code brickyard brickd} that say which bricks make the volume, and how they replicate. */
final class VolumeOptionSpecs {
    /** Bricks of both kinds as the command line names them: their order makes the sets. */
    private final List<BrickPlace> places = new ArrayList<>();

    private final OptionSpec brick = Options.values(BrickPlace.class, this::here, "DIR", "--brick")
            .description("A brick directory to serve. Repeated for each brick of the volume.")
            .build();

    private final OptionSpec peer = Options.values(BrickPlace.class, this::elsewhere, "HOST:PORT/DIR", "--peer")
            .description(
                    "A brick of the volume that another process serves, brickd or glusterfsd, at its place among the "
                            + "--brick options: each host names all bricks in the same order.")
            .build();

    private final OptionSpec replica = Options.value(Integer.class, "N", "--replica")
            .defaultValue("1")
            .description("Keep each file on N bricks: the first N named, or the next N, and so on. Default: "
                    + "${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec arbiter = Options.value(Integer.class, "N", "--arbiter")
            .defaultValue("0")
            .description("With 1, the third brick of each --replica 3 only arbitrates: it has names and attributes, no "
                    + "data. Default: ${DEFAULT-VALUE}.")
            .build();

    void addTo(CommandSpec spec) {
        spec.addOption(brick).addOption(peer).addOption(replica).addOption(arbiter);
    }

    /** The layout that the command line asks for. */
    VolumeLayout value(CommandSpec spec) {
        int copies = replica.getValue();
        int arbiters = arbiter.getValue();
        try {
            return new VolumeLayout(places, copies, arbiters);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private BrickPlace here(String text) {
        return added(new BrickPlace.Here(Path.of(text)));
    }

    private BrickPlace elsewhere(String text) {
        try {
            return added(BrickPlace.Peer.parse(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private BrickPlace added(BrickPlace place) {
        places.add(place);
        return place;
    }
}
