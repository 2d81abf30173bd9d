package io.brickyard.brickd.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that OpenSSL wrote are read whatever their form, and what is wrong with them is said in one line. */
class TlsIdentityTest {
    @TempDir
    private Path directory;
    private TestCertificates made;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void makeCertificates() throws IOException {
        Peers.require(Peer.OPENSSL);
        made = new TestCertificates(directory);
        made.signed("server", "/CN=server");
    }

    private String failure(TlsFiles files) {
        String message = String.valueOf(
                assertThrows(TlsException.class, () -> TlsIdentity.read(files, notes::add)).getMessage());
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void shouldReadEveryFormWhenOpensslWritesThePrivateKey() throws Exception {
        List<List<String>> keys = List.of(
                List.of("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
                List.of("genrsa", "-traditional", "2048"),
                List.of("ecparam", "-genkey", "-name", "prime256v1"),
                List.of("ecparam", "-genkey", "-name", "secp384r1", "-noout"),
                List.of("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"),
                List.of("genpkey", "-algorithm", "ED25519"),
                List.of("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"));
        for (List<String> how : keys) {
            List<String> command = new ArrayList<>(how);
            int options = how.size() - (how.getLast().equals("2048") ? 1 : 0);
            command.addAll(options, List.of("-out", made.file("any.key")));
            made.openssl(command.toArray(String[]::new));
            made.openssl("req", "-x509", "-key", made.file("any.key"), "-out", made.file("any.pem"), "-subj", "/CN=any",
                    "-days", "2");
            Instant ends = TlsIdentity.read(made.files("any"), notes::add).ends();
            assertTrue(ends.isAfter(Instant.now()), how::toString);
        }
        assertEquals(List.of(), notes);
    }

    @Test
    void shouldNameTheFileAndTheOptionWhenOneIsMissing() {
        TlsFiles good = made.files("server");
        Path none = directory.resolve("none");
        assertEquals("TLS: there is no certificate " + none + "; make it, or name another with --tls-cert",
                failure(new TlsFiles(none, good.key(), good.authorities(), 1)));
        assertEquals("TLS: there is no private key " + none + "; make it, or name another with --tls-key",
                failure(new TlsFiles(good.certificate(), none, good.authorities(), 1)));
        assertEquals("TLS: there is no CA file " + none + "; make it, or name another with --tls-ca",
                failure(new TlsFiles(good.certificate(), good.key(), none, 1)));
        assertTrue(failure(new TlsFiles(directory, good.key(), good.authorities(), 1)).endsWith("it is a directory"));
    }

    @Test
    void shouldSayWhatIsWrongWhenAFileHoldsSomethingElse() throws IOException {
        TlsFiles good = made.files("server");
        assertTrue(failure(new TlsFiles(good.key(), good.key(), good.authorities(), 1))
                .endsWith("server.key holds no certificate in PEM"));
        assertTrue(failure(new TlsFiles(good.certificate(), good.certificate(), good.authorities(), 1))
                .endsWith("server.pem holds no private key in PEM"));
        made.signed("other", "/CN=other");
        assertTrue(failure(new TlsFiles(good.certificate(), directory.resolve("other.key"), good.authorities(), 1))
                .endsWith("other.key is not the key of the certificate " + good.certificate() + " of CN=server"));
        made.openssl("pkey", "-in", made.file("server.key"), "-aes256", "-passout", "pass:secret", "-out", made.file(
                "locked.key"));
        assertTrue(failure(new TlsFiles(good.certificate(), directory.resolve("locked.key"), good.authorities(), 1))
                .contains("locked.key line 1: the key is encrypted"));
        String cut = Files.readString(good.certificate()).replace("-----END CERTIFICATE-----", "");
        Files.writeString(directory.resolve("cut.pem"), cut);
        assertTrue(failure(new TlsFiles(directory.resolve("cut.pem"), good.key(), good.authorities(), 1))
                .endsWith("cut.pem line 1: '-----BEGIN CERTIFICATE-----' has no end"));
    }

    @Test
    void shouldRefuseItsOwnCertificateButOnlyNoteAnotherWhenItHasExpired() throws Exception {
        made.openssl("x509", "-req", "-in", made.file("server.csr"), "-CA", made.file("ca.pem"), "-CAkey", made.file(
                "ca.key"), "-out", made.file("server.pem"), "-days", "-1");
        assertTrue(failure(made.files("server")).matches(
                "TLS: the certificate .*server.pem of CN=server expired on .*Z; renew it"));
        made.signed("server", "/CN=server");
        made.openssl("x509", "-req", "-in", made.file("server.csr"), "-CA", made.file("ca.pem"), "-CAkey", made.file(
                "ca.key"), "-out", made.file("old.pem"), "-days", "-1");
        TlsFiles good = made.files("server");
        Path both = Files.writeString(directory.resolve("both.ca"), Files.readString(directory.resolve("old.pem"))
                + Files.readString(good.authorities()));
        TlsIdentity.read(new TlsFiles(good.certificate(), good.key(), both, 1), notes::add);
        assertEquals(1, notes.size());
        assertTrue(failure(new TlsFiles(good.certificate(), good.key(), directory.resolve("old.pem"), 1))
                .contains("expired"));
    }
}
