package io.tutorproof.kubeconfig;

import static io.tutorproof.kubeconfig.Fields.isSet;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.jspecify.annotations.Nullable;

/** What a kubeconfig says of who asks. */
record UserPart(Fields fields, AuthInfo user) {
    /** Puts it into a client's configuration. */
    ConfigBuilder into(ConfigBuilder builder, ServerPart server) {
        refuseWhatCannotBeFollowed();
        certificate(builder);
        if (isSet(user.getTokenFile())) {
            // Read again each time, since whoever writes it renews it.
            builder.withOauthTokenProvider(new TokenFile(fields, fields.readable("tokenFile", user.getTokenFile())));
        } else if (isSet(user.getToken())) {
            builder.withOauthToken(user.getToken());
        }
        if (isSet(user.getUsername())) {
            builder.withUsername(user.getUsername()).withPassword(user.getPassword());
        }
        if (user.getExec() != null) {
            LoginHelper helper = new LoginHelper(fields, user.getExec(), server.cluster());
            if (!hasLogin()) { // as kubectl, which asks it for nothing that the file has
                helper.into(builder);
            }
        }
        if (isSet(user.getAs())) {
            builder.withImpersonateUsername(user.getAs()).withImpersonateExtras(user.getAsUserExtra());
            if (user.getAsGroups() != null) {
                builder.withImpersonateGroups(user.getAsGroups().toArray(String[]::new));
            }
        }
        return builder;
    }

    private boolean hasLogin() {
        return isSet(user.getToken()) || isSet(user.getTokenFile()) || isSet(user.getUsername()) || hasCertificate();
    }

    private boolean hasCertificate() {
        return isSet(user.getClientCertificate()) || isSet(user.getClientCertificateData());
    }

    private void refuseWhatCannotBeFollowed() {
        if (isSet(user.getAsUid())) {
            throw fields.refused("as-uid", "is set, which this program cannot follow: leave it out");
        }
        boolean hasMore = (user.getAsGroups() != null && !user.getAsGroups().isEmpty())
                || (user.getAsUserExtra() != null && !user.getAsUserExtra().isEmpty());
        if (hasMore && !isSet(user.getAs())) {
            throw fields.refused("as", "is missing beside as-groups or as-user-extra: kubectl refuses that too");
        }
        if (user.getAuthProvider() != null) {
            throw fields.refused(
                    "auth-provider", "is set, which kubectl no longer knows for most: use an exec helper or a token");
        }
        if (isSet(user.getUsername()) && (isSet(user.getToken()) || isSet(user.getTokenFile()))) {
            throw fields.refused("username", "is set beside a token: kubectl allows only one of them");
        }
    }

    private void certificate(ConfigBuilder builder) {
        fields.refuseBoth("client-certificate", user.getClientCertificate(), user.getClientCertificateData());
        fields.refuseBoth("client-key", user.getClientKey(), user.getClientKeyData());
        boolean hasCertificate = hasCertificate();
        boolean hasKey = isSet(user.getClientKey()) || isSet(user.getClientKeyData());
        if (hasCertificate != hasKey) {
            throw hasCertificate
                    ? fields.refused("client-key", "is missing beside the client-certificate")
                    : fields.refused("client-certificate", "is missing beside the client-key");
        }
        if (hasCertificate) {
            String keyFile = file("client-key", user.getClientKey(), user.getClientKeyData());
            builder.withClientCertData(user.getClientCertificateData())
                    .withClientCertFile(
                            file("client-certificate", user.getClientCertificate(), user.getClientCertificateData()))
                    .withClientKeyData(user.getClientKeyData())
                    .withClientKeyFile(keyFile);
            KeyAlgorithm.into(builder, fields, "client-key", keyFile, user.getClientKeyData());
        }
    }

    private @Nullable String file(String field, @Nullable String name, @Nullable String data) {
        return isSet(data) || name == null || name.isEmpty() ? null : fields.readable(field, name);
    }
}
