package io.brickyard.brickd.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What a {@link TlsFiles} holds, read and found to fit together.
 *
 * @param context makes engines with it
 * @param ends when the server's certificate expires
 */
record TlsIdentity(SSLContext context, Instant ends) {
    private static final char[] NO_PASSWORD = {};
    private static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32,
            1);

    /** Reads the files; {@code notes} takes a line for what works but deserves a look. */
    static TlsIdentity read(TlsFiles files, Consumer<String> notes) throws TlsException {
        List<X509Certificate> chain = certificates("certificate", "--tls-cert", files.certificate());
        X509Certificate own = chain.getFirst();
        checkValid(files.certificate(), own);
        PrivateKey key = key(files.key());
        checkFits(files, own, key);
        List<X509Certificate> trusted = certificates("CA file", "--tls-ca", files.authorities());
        checkTrusted(files.authorities(), trusted, notes);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] managers = keys.getKeyManagers();
            context.init(managers, new TrustManager[]{new ChainVerifier(trusted, files.depth())}, null);
            // As stock, each connection is verified anew: a session that could be taken up again would outlive rules.
            context.getServerSessionContext().setSessionTimeout(1);
            return new TlsIdentity(context, own.getNotAfter().toInstant());
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("TLS cannot use " + files.certificate() + " and " + files.key() + ": "
                    + e.getMessage(), e);
        }
    }

    private static String text(String what, String option, Path file) throws TlsException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsException("TLS: there is no " + what + " " + file + "; make it, or name another with "
                    + option, e);
        } catch (IOException e) {
            throw new TlsException("TLS: the " + what + " " + file + " cannot be read: " + reason(file, e), e);
        }
    }

    private static String reason(Path file, IOException e) {
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        return Files.isReadable(file) ? String.valueOf(e.getMessage()) : "permission denied";
    }

    private static List<X509Certificate> certificates(String what, String option, Path file) throws TlsException {
        String text = text(what, option, file);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> found = new ArrayList<>();
            for (Pem.Block block : Pem.blocks(text)) {
                if (block.label().endsWith("CERTIFICATE")) {
                    found.add(certificate(factory, block));
                }
            }
            if (found.isEmpty()) {
                throw new IllegalArgumentException("holds no certificate in PEM");
            }
            return found;
        } catch (IllegalArgumentException | CertificateException e) {
            throw new TlsException("TLS: " + file + " " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(CertificateFactory factory, Pem.Block block)
            throws CertificateException {
        try {
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes()));
        } catch (CertificateException e) {
            throw new CertificateException("line " + block.line() + ": no certificate: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws TlsException {
        String text = text("private key", "--tls-key", file);
        try {
            return PrivateKeys.first(text);
        } catch (IllegalArgumentException e) {
            throw new TlsException("TLS: " + file + " " + e.getMessage(), e);
        }
    }

    private static void checkValid(Path file, X509Certificate certificate) throws TlsException {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new TlsException("TLS: the certificate " + named(file, certificate) + " expired on "
                    + certificate.getNotAfter().toInstant() + "; renew it", e);
        } catch (CertificateNotYetValidException e) {
            throw new TlsException("TLS: the certificate " + named(file, certificate) + " is not valid before "
                    + certificate.getNotBefore().toInstant() + "; check the clock", e);
        }
    }

    private static String named(Path file, X509Certificate certificate) {
        return file + " of " + certificate.getSubjectX500Principal();
    }

    /** One of the trusted certificates that has expired hurts its own clients only; all of them everybody. */
    private static void checkTrusted(Path file, List<X509Certificate> trusted, Consumer<String> notes)
            throws TlsException {
        int valid = 0;
        for (X509Certificate each : trusted) {
            try {
                checkValid(file, each);
                valid++;
            } catch (TlsException e) {
                if (valid == 0 && each.equals(trusted.getLast())) {
                    throw e;
                }
                notes.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void checkFits(TlsFiles files, X509Certificate own, PrivateKey key) throws TlsException {
        byte[] something = {1, 2, 3};
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            if ("RSASSA-PSS".equals(algorithm)) {
                signature.setParameter(PSS);
            }
            signature.initSign(key);
            signature.update(something);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(something);
            if (!signature.verify(signed)) {
                throw new InvalidKeyException("the signature does not verify");
            }
        } catch (GeneralSecurityException e) {
            throw new TlsException("TLS: " + files.key() + " is not the key of the certificate " + named(files
                    .certificate(), own), e);
        }
    }
}
