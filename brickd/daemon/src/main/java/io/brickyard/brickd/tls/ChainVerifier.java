package io.brickyard.brickd.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges clients' certificates as GlusterFS does: the chain must lead to a trusted certificate and be valid today; what the
 * certificate is meant for and the host's name do not matter. As is usual in GlusterFS, each peer's self-signed certificate
 * may itself be among the trusted ones.
 */
final class ChainVerifier extends X509ExtendedTrustManager {
    private final Set<X509Certificate> trusted;
    private final Set<TrustAnchor> anchors;
    private final int depth;

    /** Trusts these; {@code depth} certificates may stand in between. */
    ChainVerifier(List<X509Certificate> trusted, int depth) {
        this.trusted = new HashSet<>(trusted);
        this.anchors = trusted.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet());
        this.depth = depth;
    }

    void verify(List<X509Certificate> chain) throws CertificateException {
        X509Certificate own = chain.getFirst();
        String named = "the certificate of " + own.getSubjectX500Principal();
        try {
            own.checkValidity();
        } catch (CertificateException e) {
            throw new CertificateException(named + " is not valid today: " + e.getMessage(), e);
        }
        if (trusted.contains(own)) {
            return;
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(own);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(depth);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(named + " leads to no trusted one: " + e.getMessage(), e);
        }
    }

    private void verify(X509Certificate[] chain) throws CertificateException {
        verify(List.of(chain));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        verify(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        verify(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket)
            throws CertificateException {
        verify(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        verify(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        verify(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket)
            throws CertificateException {
        verify(chain);
    }

    /** None are named to clients, as in stock: they have one certificate and send that. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
