package io.tutorproof.kubeconfig;

import static io.tutorproof.kubeconfig.Fields.isSet;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address of a proxy.
 *
 * @param field the field that it is about
 * @param words how a refusal goes on from there, up to the address
 */
record ProxyUrl(Fields fields, String field, String words) {
    private static final int USUAL_PORT = 80;

    /** The address with its port. */
    String checked(String url) {
        try {
            URI proxy = new URI(url);
            if ("http".equals(proxy.getScheme()) && isSet(proxy.getHost()) && proxy.getUserInfo() == null) {
                return "http://" + proxy.getHost() + ":" + (proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort());
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw fields.refused(
                field, words + " '" + url + "', and this program can only go by http://HOST:PORT without a password");
    }
}
