package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One entry of an address rule: an address, a range in CIDR form, a pattern with {@code *} and {@code ?}, or a host name,
 * which stands for the addresses it had when it was read; a leading {@code !} turns it around.
 */
public final class AddressPattern {
    private final String text;
    private final boolean negated;
    private final List<byte[]> addresses;
    private final int prefixBits;
    private final Pattern pattern;

    private AddressPattern(String text, boolean negated, List<byte[]> addresses, int prefixBits, Pattern pattern) {
        this.text = text;
        this.negated = negated;
        this.addresses = addresses;
        this.prefixBits = prefixBits;
        this.pattern = pattern;
    }

    /** Reads one entry; an IllegalArgumentException says what is wrong with it. */
    public static AddressPattern parse(String text) {
        boolean negated = text.startsWith("!");
        String body = negated ? text.substring(1) : text;
        if (body.isEmpty()) {
            throw new IllegalArgumentException("an empty address");
        }
        if (body.indexOf('*') >= 0 || body.indexOf('?') >= 0) {
            return new AddressPattern(text, negated, List.of(), -1, glob(body));
        }
        int slash = body.indexOf('/');
        String host = slash < 0 ? body : body.substring(0, slash);
        List<byte[]> addresses;
        try {
            addresses = Arrays.stream(InetAddress.getAllByName(host)).map(InetAddress::getAddress).toList();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + host + "' is neither an address nor a known host", e);
        }
        return new AddressPattern(text, negated, addresses, slash < 0 ? -1 : prefix(body, slash, addresses.getFirst()),
                glob(host));
    }

    private static int prefix(String body, int slash, byte[] address) {
        int bits;
        try {
            bits = Integer.parseInt(body.substring(slash + 1));
        } catch (NumberFormatException e) {
            bits = -1;
        }
        if (bits < 0 || bits > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("'" + body + "' has no prefix length of 0 to "
                    + address.length * Byte.SIZE + " behind its slash");
        }
        return bits;
    }

    private static Pattern glob(String body) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            regex.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return Pattern.compile(regex.toString());
    }

    /** Whether an address is one of these. */
    public boolean matches(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean match = pattern.matcher(address.getHostAddress()).matches()
                || addresses.stream().anyMatch(own -> covers(own, bytes));
        return match != negated;
    }

    private boolean covers(byte[] own, byte[] other) {
        if (own.length != other.length) {
            return false;
        }
        int bits = prefixBits < 0 ? own.length * Byte.SIZE : prefixBits;
        for (int i = 0; i < own.length && bits > 0; i++, bits -= Byte.SIZE) {
            int mask = bits >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - bits) & 0xFF;
            if ((own[i] & mask) != (other[i] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
