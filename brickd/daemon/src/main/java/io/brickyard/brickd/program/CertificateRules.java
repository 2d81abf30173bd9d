package io.brickyard.brickd.program;

import java.util.List;

/**
 * Which names on certificates may come in (stock: auth.login.BRICK.ssl-allow). Without any, a valid certificate says nothing
 * of admission and the address decides.
 *
 * @param allowed patterns of common names
 */
public record CertificateRules(List<NamePattern> allowed) {
    /** All certificates are alike. */
    public static final CertificateRules NONE = new CertificateRules(List.of());

    /** One name that is listed is accepted, any other rejected. */
    LoginRules.Opinion judge(String commonName) {
        if (allowed.isEmpty()) {
            return LoginRules.Opinion.INDIFFERENT;
        }
        return allowed.stream().anyMatch(pattern -> pattern.matches(commonName)) ? LoginRules.Opinion.ACCEPT
                : LoginRules.Opinion.REJECT;
    }
}
