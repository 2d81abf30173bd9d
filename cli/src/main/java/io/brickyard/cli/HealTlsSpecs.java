package io.brickyard.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.brickd.tls.TlsClient;
import io.brickyard.brickd.tls.TlsException;
import io.brickyard.brickd.tls.TlsFiles;
import io.brickyard.client.Links;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of {@code brickyard heal}'s commands about TLS, which bricks speak whose volume file says so, and management
 * daemons of clusters where all is encrypted.
 */
final class HealTlsSpecs {
    private final OptionSpec certificate = Options.value(Path.class, "FILE", "--tls-cert")
            .description("The certificate in PEM to show to bricks that speak TLS, and to management daemons where "
                    + "/var/lib/glusterd/secure-access is, followed by those that lead to the root, if any. Default: "
                    + "glusterfs.pem in the first of /etc/ssl, /usr/lib/ssl and /etc/pki/tls that has one.")
            .build();

    private final OptionSpec key = Options.value(Path.class, "FILE", "--tls-key")
            .description("Its private key in PEM, not encrypted. Default: glusterfs.key there.")
            .build();

    private final OptionSpec authorities = Options.value(Path.class, "FILE", "--tls-ca")
            .description("Certificates in PEM that bricks' certificates must lead to, or be. Default: glusterfs.ca "
                    + "there.")
            .build();

    void addTo(CommandSpec spec) {
        List.of(certificate, key, authorities).forEach(spec::addOption);
    }

    /** Reads the files when the first brick wants TLS. */
    Links value() {
        TlsFiles standard = TlsFiles.standard();
        Path certificateFile = certificate.getValue();
        Path keyFile = key.getValue();
        Path authoritiesFile = authorities.getValue();
        return new OnDemand(new TlsFiles(certificateFile == null ? standard.certificate() : certificateFile,
                keyFile == null ? standard.key() : keyFile,
                authoritiesFile == null ? standard.authorities() : authoritiesFile, standard.depth()));
    }

    private static final class OnDemand implements Links {
        private final TlsFiles files;
        private @Nullable TlsClient client;

        OnDemand(TlsFiles files) {
            this.files = files;
        }

        @Override
        public Socket connect(InetSocketAddress address, int connectMillis, boolean tls) throws IOException {
            return tls ? client().connect(address, connectMillis) : Links.plain(address, connectMillis);
        }

        private synchronized TlsClient client() throws IOException {
            TlsClient known = client;
            if (known == null) {
                try {
                    known = new TlsClient(files, note -> {
                        // What deserves a look is the administrator's, who sees it when bricks start.
                    });
                } catch (TlsException e) {
                    throw new IOException(e.getMessage(), e);
                }
                client = known;
            }
            return known;
        }
    }
}
