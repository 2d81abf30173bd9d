package io.brickyard.brickd.program;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Users who may come in with a password, from wherever they come (stock: auth.login).
 *
 * @param passwords of each user
 */
public record LoginRules(Map<String, String> passwords) {
    /** What these rules say of a client. */
    enum Opinion {
        ACCEPT, REJECT, INDIFFERENT
    }

    /** A known user with the right password is accepted, with a wrong one rejected; others are not judged here. */
    Opinion judge(@Nullable String user, @Nullable String password) {
        String wanted = user == null ? null : passwords.get(user);
        if (wanted == null) {
            return Opinion.INDIFFERENT;
        }
        boolean right = password != null && MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8),
                password.getBytes(StandardCharsets.UTF_8));
        return right ? Opinion.ACCEPT : Opinion.REJECT;
    }

    @Override
    public String toString() {
        return "LoginRules" + passwords.keySet();
    }
}
