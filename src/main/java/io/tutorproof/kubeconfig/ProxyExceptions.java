package io.tutorproof.kubeconfig;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The servers that are asked without a proxy, by Go's rules: a name and all that ends with it, an address, a range of addresses, each
 * with or without a port; everything for an asterisk; this machine in any case.
 */
record ProxyExceptions(List<String> entries) {
    private static final int BITS = 8;

    /** Whether this server is asked by a proxy. */
    boolean goBy(URI server) {
        String host = server.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        int port = server.getPort() >= 0 ? server.getPort() : "https".equals(server.getScheme()) ? 443 : 80;
        InetAddress address = literal(host);
        boolean isHere = host.equals("localhost") || (address != null && address.isLoopbackAddress());
        return !isHere && entries.stream().noneMatch(entry -> matches(entry, host, port, address));
    }

    private static boolean matches(String entry, String host, int port, @Nullable InetAddress address) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return address != null && isIn(entry, address);
        }
        String name = entry;
        if (entry.matches("(\\[.*]|[^:]*):\\d{1,5}")) {
            int colon = entry.lastIndexOf(':');
            if (Integer.parseInt(entry.substring(colon + 1)) != port) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        name = name.replaceAll("^\\[|]$", "");
        InetAddress other = literal(name);
        if (other != null) {
            return other.equals(address);
        }
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        return domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean isIn(String range, InetAddress address) {
        InetAddress first = literal(range.substring(0, range.indexOf('/')));
        String length = range.substring(range.indexOf('/') + 1);
        byte[] bytes = address.getAddress();
        if (first == null || first.getAddress().length != bytes.length || !length.matches("\\d{1,3}")) {
            return false;
        }
        int rest = Math.max(0, bytes.length * BITS - Integer.parseInt(length));
        return new BigInteger(1, bytes).shiftRight(rest).equals(new BigInteger(1, first.getAddress()).shiftRight(rest));
    }

    /** An address that is written as one; a name is never asked for. */
    private static @Nullable InetAddress literal(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
