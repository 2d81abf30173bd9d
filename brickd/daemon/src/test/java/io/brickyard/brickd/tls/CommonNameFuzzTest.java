package io.brickyard.brickd.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.security.auth.x500.X500Principal;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** What a client's certificate calls its owner: any bytes are a name or refused, and no name passes for another. */
class CommonNameFuzzTest {
    private static final int SET = 0x31;
    private static final int UTF8_STRING = 0x0C;
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    private static final byte[] ORGANIZATION = {0x55, 0x04, 0x0A};

    @FuzzTest
    void shouldNameOrRefuseAnySubject(byte[] bytes) {
        X500Principal subject;
        try {
            subject = new X500Principal(bytes);
        } catch (IllegalArgumentException noName) {
            return;
        }
        try {
            assertNotNull(CommonName.of(subject));
        } catch (SSLException refused) {
            assertNotNull(refused.getMessage());
        }
    }

    @FuzzTest
    void shouldNameOrRefuseTheOwnerOfAnyCertificate(byte[] bytes) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes));
            assertNotNull(CommonName.of(certificate.getSubjectX500Principal()));
        } catch (CertificateException | SSLException refused) {
            assertNotNull(refused.getMessage());
        }
    }

    /** Commas, quotes, escapes and NULs are part of the name, and an organization that looks like a name is none. */
    @FuzzTest
    void shouldGiveTheNameThatWasSignedWhateverItHolds(byte[] bytes) throws SSLException {
        String name = new String(bytes, StandardCharsets.UTF_8);
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        X500Principal subject = new X500Principal(Der.element(Der.SEQUENCE, part(ORGANIZATION, wanted),
                part(COMMON_NAME, wanted), part(COMMON_NAME, "second".getBytes(StandardCharsets.UTF_8))));
        assertEquals(name, CommonName.of(subject));
    }

    private static byte[] part(byte[] type, byte[] value) {
        return Der.element(SET, Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_ID, type),
                Der.element(UTF8_STRING, value)));
    }
}
