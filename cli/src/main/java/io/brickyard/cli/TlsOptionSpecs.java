package io.brickyard.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.brickyard.brickd.TlsOptions;
import io.brickyard.brickd.program.CertificateRules;
import io.brickyard.brickd.program.NamePattern;
import io.brickyard.brickd.tls.TlsFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code brickyard brickd} about TLS. */
final class TlsOptionSpecs {
    private static final int MAX_DEPTH = 100;

    private final OptionSpec tls = Options.flag("--tls")
            .description(
                    "Speak TLS 1.2 or 1.3 on the port for file operations; clients must show a certificate (stock: "
                            + "client.ssl and server.ssl).")
            .build();

    private final OptionSpec management = Options.value(When.class, "WHEN", "--mgmt-tls")
            .defaultValue("auto")
            .converters(When::parse)
            .description("Speak TLS on the port for volume files: on, off, or auto, which is on if the file "
                    + TlsFiles.SECURE_ACCESS + " exists. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec certificate = Options.value(Path.class, "FILE", "--tls-cert")
            .description("The server's certificate in PEM, followed by those that lead to the root, if any. Default: "
                    + "glusterfs.pem in the first of /etc/ssl, /usr/lib/ssl and /etc/pki/tls that has one.")
            .build();

    private final OptionSpec key = Options.value(Path.class, "FILE", "--tls-key")
            .description("Its private key in PEM, not encrypted. Default: glusterfs.key there.")
            .build();

    private final OptionSpec authorities = Options.value(Path.class, "FILE", "--tls-ca")
            .description("Certificates in PEM that clients' certificates must lead to, or be. Default: glusterfs.ca "
                    + "there.")
            .build();

    private final OptionSpec depth = Options.value(Integer.class, "N", "--tls-depth")
            .defaultValue(String.valueOf(TlsFiles.DEFAULT_DEPTH))
            .description("Certificates that may stand between a client's and a trusted one. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec names = Options.values(NamePattern.class, TlsOptionSpecs::pattern, "NAME",
            "--auth-ssl-allow")
            .splitRegex("[, ]+")
            .description("Common names of certificates that may connect, with --tls: a name or a pattern with *, ? and "
                    + "[a-z]. Commas separate, may be repeated. Default: every valid certificate, from addresses that "
                    + "--auth-allow lets in.")
            .build();

    void addTo(CommandSpec spec) {
        List.of(tls, management, certificate, key, authorities, depth, names).forEach(spec::addOption);
    }

    TlsOptions value(CommandSpec spec) {
        TlsFiles standard = TlsFiles.standard();
        Path certificateFile = certificate.getValue();
        Path keyFile = key.getValue();
        Path authoritiesFile = authorities.getValue();
        int most = depth.getValue();
        if (most < 0 || most > MAX_DEPTH) {
            throw new ParameterException(spec.commandLine(), "--tls-depth: " + most + " is not between 0 and "
                    + MAX_DEPTH);
        }
        boolean brick = tls.getValue();
        List<NamePattern> allowed = names.getValue();
        if (!brick && !allowed.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--auth-ssl-allow wants --tls: without it clients have no "
                    + "certificate");
        }
        When onManagement = management.getValue();
        return new TlsOptions(brick, onManagement.holds(), new TlsFiles(
                certificateFile == null ? standard.certificate() : certificateFile,
                keyFile == null ? standard.key() : keyFile,
                authoritiesFile == null ? standard.authorities() : authoritiesFile, most),
                new CertificateRules(allowed));
    }

    private static NamePattern pattern(String text) {
        try {
            return NamePattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the management port speaks TLS. */
    enum When {
        ON, OFF, AUTO;

        static When parse(String text) {
            return switch (text) {
                case "on" -> ON;
                case "off" -> OFF;
                case "auto" -> AUTO;
                default -> throw new TypeConversionException("use on, off or auto");
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean holds() {
            return this == ON || (this == AUTO && Files.exists(TlsFiles.SECURE_ACCESS));
        }
    }
}
