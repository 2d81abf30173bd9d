package io.brickyard.xlator.graph;

import java.util.List;

import io.brickyard.xlator.Translator;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.VolumeOptions;

/** Makes the translator of one volume of a graph. */
@FunctionalInterface
public interface TranslatorFactory {
    /**
     * Makes it.
     *
     * @param below the translators that it winds to, in order of the volume's subvolumes
     * @throws VolfileException if the options cannot be; see {@link VolumeOptions#fault}
     */
    Translator make(Volume volume, List<Translator> below) throws VolfileException;

    /** Makes a translator that has one below it. */
    @FunctionalInterface
    interface OfLayer {
        /** Makes it; see {@link TranslatorFactory#make}. */
        Translator make(Volume volume, VolumeOptions options, Translator below) throws VolfileException;
    }

    /** Makes a translator that has none below it. */
    @FunctionalInterface
    interface OfBottom {
        /** Makes it; see {@link TranslatorFactory#make}. */
        Translator make(Volume volume, VolumeOptions options) throws VolfileException;
    }

    /** Of a type that has exactly one subvolume. */
    static TranslatorFactory layer(OfLayer factory) {
        return (volume, below) -> {
            expect(volume, below, 1, "exactly one subvolume");
            return factory.make(volume, new VolumeOptions(volume), below.getFirst());
        };
    }

    /** Of a type that has no subvolume. */
    static TranslatorFactory bottom(OfBottom factory) {
        return (volume, below) -> {
            expect(volume, below, 0, "no subvolume");
            return factory.make(volume, new VolumeOptions(volume));
        };
    }

    private static void expect(Volume volume, List<Translator> below, int count, String words) throws VolfileException {
        if (below.size() != count) {
            throw new VolfileException(volume.line(),
                    "volume '" + volume.name() + "': " + volume.type() + " has " + words
                            + ", not " + below.size());
        }
    }
}
