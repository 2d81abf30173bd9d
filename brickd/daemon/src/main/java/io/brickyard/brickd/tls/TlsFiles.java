package io.brickyard.brickd.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the server's certificate comes from and whom it trusts, all in PEM.
 *
 * @param certificate its own, followed by those between it and the root, if any
 * @param key the private key of that certificate
 * @param authorities certificates that clients' ones must lead to; a client's own one here is trusted by itself
 * @param depth how many certificates there may be between a client's and a trusted one
 */
public record TlsFiles(Path certificate, Path key, Path authorities, int depth) {
    /** Stock's ssl-cert-depth. */
    public static final int DEFAULT_DEPTH = 1;
    /** While this file exists, GlusterFS's management connections speak TLS. */
    public static final Path SECURE_ACCESS = Path.of("/var/lib/glusterd/secure-access");

    /** OpenSSL's own directory as distributions have it; which one it is decides where GlusterFS looks. */
    private static final List<Path> DIRECTORIES = List.of(Path.of("/etc/ssl"), Path.of("/usr/lib/ssl"), Path.of(
            "/etc/pki/tls"));

    /** Where GlusterFS has them: in the first of OpenSSL's directories that has a glusterfs.pem. */
    public static TlsFiles standard() {
        return in(DIRECTORIES.stream().filter(directory -> Files.exists(directory.resolve("glusterfs.pem")))
                .findFirst().orElse(DIRECTORIES.getFirst()));
    }

    /** The files of GlusterFS's names in a directory. */
    public static TlsFiles in(Path directory) {
        return new TlsFiles(directory.resolve("glusterfs.pem"), directory.resolve("glusterfs.key"), directory.resolve(
                "glusterfs.ca"), DEFAULT_DEPTH);
    }
}
