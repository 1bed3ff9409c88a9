package io.tutorproof.kubeconfig;

import static io.tutorproof.kubeconfig.Fields.isSet;

import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.net.URISyntaxException;

/** What a kubeconfig says of a server. */
record ServerPart(Fields fields, Cluster cluster) {
    /** Puts it into a client's configuration. */
    ConfigBuilder into(ConfigBuilder builder) {
        URI server = server();
        builder.withMasterUrl(server.toString());
        boolean trusts = Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify());
        boolean hasAuthority = isSet(cluster.getCertificateAuthority()) || isSet(cluster.getCertificateAuthorityData());
        if (trusts && hasAuthority) {
            throw fields.refused(
                    "insecure-skip-tls-verify", "is true beside a certificate-authority: kubectl refuses that too");
        }
        fields.refuseBoth(
                "certificate-authority", cluster.getCertificateAuthority(), cluster.getCertificateAuthorityData());
        builder.withTrustCerts(trusts);
        if (isSet(cluster.getCertificateAuthorityData())) {
            builder.withCaCertData(cluster.getCertificateAuthorityData());
        } else if (isSet(cluster.getCertificateAuthority())) {
            builder.withCaCertFile(fields.readable("certificate-authority", cluster.getCertificateAuthority()));
        }
        if (isSet(cluster.getTlsServerName()) && !cluster.getTlsServerName().equals(server.getHost())) {
            throw fields.refused(
                    "tls-server-name",
                    "is '" + cluster.getTlsServerName() + "', and this program can only check the name of the server"
                            + " itself: give the server's certificate that name, or use another context");
        }
        if (isSet(cluster.getProxyUrl())) {
            String proxy = new ProxyUrl(fields, "proxy-url", "is").checked(cluster.getProxyUrl());
            builder.withHttpsProxy(proxy).withHttpProxy(proxy);
        } else {
            EnvironmentProxy.of(System.getenv()).into(builder, fields, server);
        }
        return builder;
    }

    URI server() {
        String server = cluster.getServer();
        if (!isSet(server)) {
            throw fields.refused("server", "is missing");
        }
        try {
            URI uri = new URI(server);
            if (isSet(uri.getHost())
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, in the same words as an address without a scheme.
        }
        throw fields.refused("server", "is '" + server + "' and must be an address with its scheme: https://HOST:PORT");
    }
}
