package io.brickyard.stats.render.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The style sheet of the page, and the policy that lets nothing else act in it: no script, no request, no other style.
 *
 * @param sheet its text
 */
record Style(String sheet) {
    private static final String RESOURCE = "report.css";

    static Style load() {
        try (InputStream in = Objects.requireNonNull(Style.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new Style(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a Content-Security-Policy. */
    String policy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'sha256-" + digest()
                + "'";
    }

    private String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
