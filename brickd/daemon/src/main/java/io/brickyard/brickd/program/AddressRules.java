package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may come in (stock: auth.addr). Rejection is looked at first; without allowed ones nobody may.
 *
 * @param allowed patterns of addresses that may
 * @param rejected patterns of addresses that may not
 */
public record AddressRules(List<AddressPattern> allowed, List<AddressPattern> rejected) {
    /** Everybody may. */
    public static final AddressRules ALL = new AddressRules(List.of(AddressPattern.parse("*")), List.of());

    boolean rejects(InetAddress address) {
        return rejected.stream().anyMatch(pattern -> pattern.matches(address));
    }

    boolean allows(InetAddress address) {
        return allowed.stream().anyMatch(pattern -> pattern.matches(address));
    }
}
