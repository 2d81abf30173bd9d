package io.brickyard.brickd;

import io.brickyard.brickd.program.CertificateRules;
import io.brickyard.brickd.tls.TlsFiles;

/**
 * Where a brick server speaks TLS, and with what.
 *
 * @param brick whether on the port for file operations
 * @param management whether on the port for volume files
 * @param files certificate, key and trusted certificates; looked at only if one of the ports speaks TLS
 * @param names which common names may come in
 */
public record TlsOptions(boolean brick, boolean management, TlsFiles files, CertificateRules names) {
    /** Nowhere. */
    public static final TlsOptions NONE = new TlsOptions(false, false, TlsFiles.standard(), CertificateRules.NONE);

    /** Whether anywhere. */
    boolean isUsed() {
        return brick || management;
    }
}
