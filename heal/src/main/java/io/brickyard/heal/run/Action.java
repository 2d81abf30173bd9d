package io.brickyard.heal.run;

import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.ReplicaSpec;

/**
 * One thing that was healed, or would be.
 *
 * @param what was done
 * @param path of the entry
 * @param source brick that was copied from; -1 if none
 * @param sinks bricks that were changed
 */
public record Action(What what, String path, int source, Bricks sinks) {
    /** Kinds of healing. */
    public enum What {
        /** A name was made. */
        CREATE("create"),
        /** A name was taken away. */
        REMOVE("remove"),
        /** Content was compared and copied. */
        DATA("data"),
        /** Owner, mode, times and xattrs were copied. */
        METADATA("metadata"),
        /** Of copies in split-brain one was chosen, by its content. */
        RESOLVE_DATA("resolve-data"),
        /** By its owner, mode and xattrs. */
        RESOLVE_METADATA("resolve-metadata"),
        /** Of inodes that a name led to. */
        RESOLVE_NAME("resolve-name");

        private final String word;

        What(String word) {
            this.word = word;
        }

        /** The word for it in lines and reports. */
        public String word() {
            return word;
        }
    }

    /** The line for people. */
    public String line(ReplicaSpec spec) {
        StringBuilder line = new StringBuilder(String.format("%-8s %s", what.word(), path));
        if (source >= 0) {
            line.append(" from ").append(spec.label(source));
        }
        line.append(what == What.REMOVE ? " on " : " to ");
        line.append(String.join(", ", sinks.stream().mapToObj(spec::label).toList()));
        return line.toString();
    }
}
