package io.brickyard.heal.run;

import java.util.stream.Collectors;

import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.type.Gfid;

/**
 * Something in which the copies of an inode differ though no changelog says so.
 *
 * @param what kind of difference
 * @param gfid of the inode, or of the directory that has the name
 * @param path of the entry
 * @param offset where content differs, first byte
 * @param length how many bytes from there to the last that differs; 0 unless content differs
 * @param values what the groups of copies have, in the order of the groups; empty for content
 * @param agreement which copies are alike
 */
public record Difference(What what, Gfid gfid, String path, long offset, long length, String values,
        Agreement agreement) {
    /** Kinds of difference. */
    public enum What {
        /** A name that is missing, or leads to another inode. */
        NAME("name"),
        /** Length of a file. */
        SIZE("size"),
        /** Bytes of a file. */
        CONTENT("content"),
        /** Permissions. */
        MODE("mode"),
        /** User and group. */
        OWNER("owner"),
        /** An extended attribute. */
        XATTR("xattr"),
        /** Where a symbolic link leads. */
        TARGET("target"),
        /** Number of a device. */
        DEVICE("device");

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
        StringBuilder line = new StringBuilder(String.format("%-8s %s: %s", "differs", path, what.word()));
        if (length > 0) {
            line.append(" at bytes ").append(offset).append('-').append(offset + length - 1);
        }
        if (!values.isEmpty()) {
            line.append(" (").append(values).append(')');
        }
        return line.append("; ").append(sides(spec)).toString();
    }

    private String sides(ReplicaSpec spec) {
        if (agreement.majority().isEmpty()) {
            return "no majority: " + agreement.groups().stream().map(it -> labels(spec, it))
                    .collect(Collectors.joining(" | "));
        }
        Bricks majority = agreement.majority().get();
        return labels(spec, majority) + " agree, " + labels(spec, agreement.compared().minus(majority)) + " not";
    }

    private static String labels(ReplicaSpec spec, Bricks bricks) {
        return bricks.stream().mapToObj(spec::label).collect(Collectors.joining(", "));
    }
}
