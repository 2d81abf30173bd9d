package io.brickyard.brickd.tls;

import java.security.cert.X509Certificate;

import javax.naming.NamingException;
import javax.naming.directory.Attribute;
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

    /**
     * The first common name of a subject, counting from the root of its name as OpenSSL does; empty without one. A part of
     * the name may be made of several, or, in a certificate that nobody should have signed, of none.
     */
    static String of(X500Principal subject) throws SSLException {
        try {
            for (Rdn part : new LdapName(subject.getName()).getRdns()) {
                Attribute name = part.toAttributes().get("CN");
                if (name != null && name.get() instanceof String text) {
                    return text;
                }
            }
            return "";
        } catch (NamingException e) {
            throw new SSLException("the certificate's subject is no name: " + subject, e);
        }
    }
}
