package io.brickyard.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Hosts by name, and words for those that cannot be reached. */
public final class Reach {
    private Reach() {
    }

    /** The address of a host; an unknown one is an IOException that names it. */
    public static InetSocketAddress resolve(String host, int port) throws IOException {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IOException("host " + host + " is unknown", e);
        }
    }

    /** Words for a connection that could not be made. */
    public static IOException unreachable(String whom, IOException failure) {
        String why = failure instanceof ConnectException || failure instanceof SocketTimeoutException
                ? String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT)
                : String.valueOf(failure.getMessage());
        return new IOException("cannot reach " + whom + ": " + why, failure);
    }
}
