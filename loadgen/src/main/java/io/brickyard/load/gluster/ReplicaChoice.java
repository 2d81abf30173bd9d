package io.brickyard.load.gluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

import io.brickyard.client.Reach;
import io.brickyard.load.option.OptionException;

/**
 * Which replica of a set reads go to, among those that have good data.
 *
 * @param local one on this machine if there is one
 * @param number from 0; it must have good data; -1: any
 */
record ReplicaChoice(boolean local, int number) {
    private static final int ANY = -1;

    /** Reads a value of the option. */
    static ReplicaChoice of(String text) {
        return switch (text.strip()) {
            case "first" -> new ReplicaChoice(false, ANY);
            case "local" -> new ReplicaChoice(true, ANY);
            default -> numbered(text.strip());
        };
    }

    private static ReplicaChoice numbered(String text) {
        if (!text.matches("\\d{1,3}")) {
            throw new OptionException("read_replica: '" + text + "' is neither first, local nor a number from 0");
        }
        return new ReplicaChoice(false, Integer.parseInt(text));
    }

    /**
     * The member to read from.
     *
     * @param good those with good data, in order, at least one
     * @param all how many the set has
     */
    ReplicaSet.Candidate pick(String set, List<ReplicaSet.Candidate> good, int all) throws IOException {
        if (number >= all) {
            throw new IOException(set + " has replicas 0 to " + (all - 1) + ", but read_replica is " + number);
        }
        for (ReplicaSet.Candidate one : good) {
            if (one.number() == number || (local && isHere(one.link()))) {
                return one;
            }
        }
        if (number != ANY) {
            throw new IOException("replica " + number + " of " + set
                    + " has no good copy or cannot be reached; leave --read_replica out, or heal the volume");
        }
        return good.getFirst();
    }

    private static boolean isHere(BrickLink link) throws IOException {
        InetAddress address = Reach.resolve(link.address().host(), link.address().port()).getAddress();
        return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    }
}
