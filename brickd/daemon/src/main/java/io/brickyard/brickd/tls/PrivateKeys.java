package io.brickyard.brickd.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/**
 * Private keys as OpenSSL writes them: PKCS#8 of any algorithm that the JDK has, PKCS#1 for RSA (RFC 8017 A.1.2), SEC 1 for
 * elliptic curves (RFC 5915). The JDK reads PKCS#8 only, so the other two are put into its envelope.
 */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "RSASSA-PSS", "EdDSA");
    private static final byte[] RSA_ENCRYPTION = {0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D,
            0x01, 0x01, 0x01, 0x05, 0x00};
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};
    private static final byte[] ZERO = {0x02, 0x01, 0x00};

    private PrivateKeys() {
    }

    /** The first private key of a PEM text; an IllegalArgumentException says why there is none. */
    static PrivateKey first(String pem) {
        List<Pem.Block> blocks = Pem.blocks(pem);
        Pem.Block key = blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("holds no private key in PEM"));
        if (key.encrypted() || key.label().startsWith("ENCRYPTED")) {
            throw new IllegalArgumentException("line " + key.line() + ": the key is encrypted, and nobody is there to "
                    + "type its passphrase; decrypt it with: openssl pkey -in FILE -out FILE.plain");
        }
        try {
            return decode(switch (key.label()) {
                case "PRIVATE KEY" -> key.bytes();
                case "RSA PRIVATE KEY" -> envelope(RSA_ENCRYPTION, key.bytes());
                case "EC PRIVATE KEY" -> ellipticCurve(key.bytes());
                default -> throw new IllegalArgumentException("a " + key.label() + " is of no use for TLS");
            });
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + key.line() + ": " + e.getMessage(), e);
        }
    }

    /** The algorithm is within; instead of a table of object ids, those who know them are asked. */
    private static PrivateKey decode(byte[] pkcs8) {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        return ALGORITHMS.stream().map(algorithm -> decode(algorithm, spec)).flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the key is damaged, or of an algorithm that is not "
                        + "known here; RSA, EC and Ed25519 are"));
    }

    private static Optional<PrivateKey> decode(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java knows no " + algorithm, e);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return Der.element(Der.SEQUENCE, ZERO, Der.element(Der.SEQUENCE, algorithm), Der.element(Der.OCTET_STRING,
                key));
    }

    /** Version, private key, then the curve, which belongs outside. */
    private static byte[] ellipticCurve(byte[] sec1) {
        ByteBuffer in = Der.take(ByteBuffer.wrap(sec1), Der.SEQUENCE);
        Der.take(in, Der.INTEGER);
        Der.take(in, Der.OCTET_STRING);
        if (Der.peek(in) != Der.CONTEXT_0) {
            throw new IllegalArgumentException("the key names no curve; convert it with: openssl pkey");
        }
        byte[] curve = Der.rest(Der.take(in, Der.CONTEXT_0));
        if (curve.length == 0 || curve[0] != Der.OBJECT_ID) {
            throw new IllegalArgumentException("the key's curve is not one that has a name");
        }
        return envelope(concatenated(EC_PUBLIC_KEY, curve), sec1);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
