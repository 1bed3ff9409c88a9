package io.tutorproof.report;

import java.util.regex.Pattern;

/**
 * Takes out of a text what gives access to something: private keys and certificates, bearer and service account tokens,
 * the credentials of a kubeconfig, and the tokens with which nodes join a cluster.
 */
public final class Secrets {
    private static final String INSTEAD = "[removed]";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----.*?(-----END \\1-----|\\z)", Pattern.DOTALL);
    /** {@code -----BEGIN} in base64, as a kubeconfig and a Secret have it. */
    private static final Pattern PEM_IN_BASE64 = Pattern.compile("LS0tLS1CRUdJTi[A-Za-z0-9+/=]*");

    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*");
    private static final Pattern JOIN_TOKEN = Pattern.compile("K10[0-9a-f]{16,}::[^\\s\"']+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b((?:bearer|basic) +|(?:client-key-data|client-certificate-data|certificate-authority-data|id-token"
                    + "|refresh-token|access-token|token|password)\"?[:=] *\"?)([\\w+/.=-]{16,})");

    private Secrets() {}

    /** The text without them. */
    public static String removedFrom(String text) {
        String left = PEM.matcher(text).replaceAll(INSTEAD);
        left = PEM_IN_BASE64.matcher(left).replaceAll(INSTEAD);
        left = JSON_WEB_TOKEN.matcher(left).replaceAll(INSTEAD);
        left = JOIN_TOKEN.matcher(left).replaceAll(INSTEAD);
        return NAMED.matcher(left).replaceAll("$1" + INSTEAD);
    }
}
