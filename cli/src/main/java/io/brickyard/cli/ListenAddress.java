package io.brickyard.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import picocli.CommandLine.TypeConversionException;

/** An address to listen on, as {@code PORT}, {@code ADDR:PORT} or {@code [ADDR]:PORT}; without ADDR the loopback one. */
final class ListenAddress {
    private static final int MAX_PORT = 65_535;

    private ListenAddress() {
    }

    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new TypeConversionException("write an IPv6 address in brackets, such as [::1]:9189");
        }
        if (host.isEmpty()) {
            throw new TypeConversionException("there is no address before the colon; 0.0.0.0 stands for all");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new TypeConversionException("'" + host + "' is no address of this host");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no port; use 0 to " + MAX_PORT);
        }
        throw new TypeConversionException("'" + text + "' is no port; use 0 to " + MAX_PORT);
    }
}
