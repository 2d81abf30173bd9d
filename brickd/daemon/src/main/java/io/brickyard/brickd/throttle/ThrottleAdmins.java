package io.brickyard.brickd.throttle;

import java.util.List;

import io.brickyard.brickd.program.AddressPattern;
import io.brickyard.xlator.Session;

/**
 * Who may see and change the throttle: root on the brick's own host, and on whatever is listed.
 *
 * @param addresses where from
 * @param logins users that gave their password
 * @param commonNames of certificates
 */
public record ThrottleAdmins(List<AddressPattern> addresses, List<String> logins, List<String> commonNames) {
    /** Root on the brick's own host alone. */
    public static final ThrottleAdmins LOCAL = new ThrottleAdmins(List.of(), List.of(), List.of());

    private static final String LOGIN = "login:";
    private static final String TLS = "tls:";

    /**
     * Reads entries: an address pattern, {@code login:USER} or {@code tls:NAME}.
     *
     * @throws IllegalArgumentException saying what is wrong with one
     */
    public static ThrottleAdmins parse(List<String> entries) {
        for (String entry : entries) {
            if (entry.equals(LOGIN) || entry.equals(TLS)) {
                throw new IllegalArgumentException("'" + entry + "' names nobody");
            }
        }
        return new ThrottleAdmins(
                entries.stream().filter(entry -> !entry.startsWith(LOGIN) && !entry.startsWith(TLS))
                        .map(AddressPattern::parse).toList(),
                after(entries, LOGIN), after(entries, TLS));
    }

    private static List<String> after(List<String> entries, String prefix) {
        return entries.stream().filter(entry -> entry.startsWith(prefix)).map(entry -> entry.substring(prefix.length()))
                .toList();
    }

    /** Whether a client's root may. */
    boolean admit(Session session) {
        Session.Origin origin = session.origin();
        return origin.sameHost() || logins.contains(origin.login()) || commonNames.contains(origin.commonName())
                || session.host().filter(host -> addresses.stream().anyMatch(pattern -> pattern.matches(host)))
                        .isPresent();
    }
}
