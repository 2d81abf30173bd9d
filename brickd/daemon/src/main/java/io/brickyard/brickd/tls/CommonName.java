package io.brickyard.brickd.tls;

import java.security.cert.X509Certificate;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/** The name by which GlusterFS knows the owner of a certificate. */
final class CommonName {
    private CommonName() {
    }

    /** Of the client of a session that has shaken hands. */
    static String of(SSLSession session) throws SSLException {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate own
                    ? of(own.getSubjectX500Principal())
                    : "";
        } catch (SSLPeerUnverifiedException e) {
            throw new SSLException("the client has shown no certificate", e);
        }
    }

    /** The first common name of a subject, counting from the root of its name as OpenSSL does; empty without one. */
    static String of(X500Principal subject) throws SSLException {
        try {
            for (Rdn part : new LdapName(subject.getName()).getRdns()) {
                if ("CN".equalsIgnoreCase(part.getType()) && part.getValue() instanceof String name) {
                    return name;
                }
            }
            return "";
        } catch (InvalidNameException e) {
            throw new SSLException("the certificate's subject is no name: " + subject, e);
        }
    }
}
