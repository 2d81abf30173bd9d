package io.brickyard.brickd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.brickyard.brickd.program.AddressPattern;
import io.brickyard.brickd.program.AddressRules;
import io.brickyard.brickd.program.AdmissionRules;
import io.brickyard.brickd.program.CertificateRules;
import io.brickyard.brickd.program.LoginRules;
import io.brickyard.brickd.program.NamePattern;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.VolumeOptions;

/**
 * Who may come in by a volfile's {@code protocol/server}: {@code auth.addr.BRICK.allow} and {@code .reject},
 * {@code auth.login.BRICK.allow} with {@code auth.login.USER.password}, {@code auth.login.BRICK.ssl-allow}.
 *
 * <p>Promises: an option about admission is honoured or refused by name, never passed over. What the command line allows
 * replaces what the volfile allows; what either rejects is rejected.
 */
final class ServerAuth {
    private static final String ADDRESS = "auth.addr.";
    private static final String LOGIN = "auth.login.";
    private static final String PASSWORD = ".password";

    private final Volume server;
    private final VolumeOptions options;
    private final Set<String> brickNames;

    private ServerAuth(Volume server, Set<String> brickNames) {
        this.server = server;
        this.options = new VolumeOptions(server);
        this.brickNames = brickNames;
    }

    /**
     * The rules of the command line and the volfile together.
     *
     * @param brick the brick directory, by which clients and glusterd's volfiles name it
     */
    static AdmissionRules rules(BrickdOptions told, Optional<Volfile> volfile, String brick) throws VolfileException {
        AdmissionRules own = new AdmissionRules(told.addresses(), told.logins(), told.tls().names());
        if (volfile.isEmpty() || !volfile.get().top().type().equals(Volume.PROTOCOL_SERVER)) {
            return own;
        }
        Volume server = volfile.get().top();
        List<String> names = new ArrayList<>(server.subvolumes());
        names.add(brick);
        return new ServerAuth(server, Set.copyOf(names)).joined(own);
    }

    private AdmissionRules joined(AdmissionRules told) throws VolfileException {
        if (options.flag("strict-auth-accept", false)) {
            throw options.fault("strict-auth-accept", "on", "off: clients without a login are not turned away here");
        }
        Map<String, String> passwords = new HashMap<>();
        List<AddressPattern> allowed = new ArrayList<>();
        List<AddressPattern> rejected = new ArrayList<>(told.addresses().rejected());
        List<NamePattern> names = new ArrayList<>();
        boolean restricted = false;
        for (String key : server.options().keySet()) {
            if (isOfBrick(key, ADDRESS, ".allow")) {
                allowed.addAll(patterns(key, AddressPattern::parse));
                restricted = true;
            } else if (isOfBrick(key, ADDRESS, ".reject")) {
                rejected.addAll(patterns(key, AddressPattern::parse));
            } else if (isOfBrick(key, LOGIN, ".ssl-allow")) {
                names.addAll(patterns(key, NamePattern::parse));
            } else if (isOfBrick(key, LOGIN, ".allow")) {
                passwords.putAll(passwords(key));
                restricted = true;
            } else if (key.startsWith("auth.") && !(key.startsWith(LOGIN) && key.endsWith(PASSWORD))) {
                throw new VolfileException(server.line(), "volume '" + server.name() + "': option " + key
                        + " is not known here, or is not about " + String.join(" or ", brickNames.stream().sorted()
                                .toList()));
            }
        }
        boolean byVolfile = restricted && told.addresses().allowed().equals(AddressRules.ALL.allowed());
        passwords.putAll(told.logins().passwords());
        return new AdmissionRules(new AddressRules(byVolfile ? allowed : told.addresses().allowed(), rejected),
                new LoginRules(passwords),
                told.certificates().allowed().isEmpty() ? new CertificateRules(names) : told.certificates());
    }

    private boolean isOfBrick(String key, String prefix, String suffix) {
        return brickNames.stream().anyMatch(name -> key.equals(prefix + name + suffix));
    }

    private List<String> entries(String key) {
        return Stream.of(options.text(key).orElseThrow().split("[, ]+", -1)).filter(entry -> !entry.isEmpty()).toList();
    }

    private <T> List<T> patterns(String key, Function<String, T> parse) throws VolfileException {
        List<T> patterns = new ArrayList<>();
        for (String entry : entries(key)) {
            if (entry.startsWith("/")) {
                throw options.fault(key, entry, "addresses for the whole volume: rules for directories are not known"
                        + " here");
            }
            try {
                patterns.add(parse.apply(entry));
            } catch (IllegalArgumentException e) {
                throw options.fault(key, entry, "something else: " + e.getMessage());
            }
        }
        return patterns;
    }

    private Map<String, String> passwords(String key) throws VolfileException {
        Map<String, String> passwords = new HashMap<>();
        for (String user : entries(key)) {
            Optional<String> password = options.text(LOGIN + user + PASSWORD);
            if (password.isEmpty()) {
                throw options.fault(key, user, "users that have a password: add option " + LOGIN + user + PASSWORD);
            }
            passwords.put(user, password.get());
        }
        return passwords;
    }
}
