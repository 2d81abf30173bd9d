package io.brickyard.xlator.throttle.policy;

import java.net.InetAddress;

/**
 * Addresses that begin with the same bits.
 *
 * @param base the lowest of them
 * @param bits how many are the same
 */
public record AddressRange(InetAddress base, int bits) {
    /**
     * Reads an address or a range such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int most = base.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("no address has " + bits + " bits");
        }
        return new AddressRange(base, bits);
    }

    /** Whether an address is in it. */
    public boolean contains(InetAddress address) {
        byte[] a = base.getAddress();
        byte[] b = address.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((a[bit / Byte.SIZE] ^ b[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        String host = base.getHostAddress();
        return bits == base.getAddress().length * Byte.SIZE ? host : host + "/" + bits;
    }
}
