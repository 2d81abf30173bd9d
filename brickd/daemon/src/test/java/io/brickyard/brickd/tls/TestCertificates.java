package io.brickyard.brickd.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.brickyard.peers.Peer;

/** A certificate authority of the test's own, by OpenSSL, in a directory. */
public final class TestCertificates {
    private static final long LIMIT_SECONDS = 30;

    private final Path directory;

    /** Makes the authority. */
    public TestCertificates(Path directory) throws IOException {
        this.directory = directory;
        selfSigned("ca", "Test Authority", 30);
    }

    /** A certificate and its key that the authority signed, as NAME.pem and NAME.key. */
    public void signed(String name, String subject) throws IOException {
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file(name
                + ".key"), "-out", file(name + ".csr"), "-subj", subject);
        openssl("x509", "-req", "-in", file(name + ".csr"), "-CA", file("ca.pem"), "-CAkey", file("ca.key"),
                "-CAcreateserial", "-out", file(name + ".pem"), "-days", "30");
    }

    /** A certificate that signed itself. */
    public void selfSigned(String name, String commonName, int days) throws IOException {
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", file(name + ".key"), "-out", file(name
                + ".pem"), "-subj", "/CN=" + commonName, "-days", Integer.toString(days));
    }

    /** The files of a name, which trust the authority. */
    public TlsFiles files(String name) {
        return new TlsFiles(directory.resolve(name + ".pem"), directory.resolve(name + ".key"), directory.resolve(
                "ca.pem"), TlsFiles.DEFAULT_DEPTH);
    }

    /** The path of a file, for programs. */
    public String file(String name) {
        return directory.resolve(name).toString();
    }

    /** Runs openssl in the directory; gives what it wrote. */
    public String openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Peer.OPENSSL.path().toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "openssl-", ".out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not ended: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        String text = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new AssertionError(command + " failed: " + text);
        }
        return text;
    }
}
