package io.tutorproof.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a user may set; {@link SettingsSource} says where values come from, and README lists them.
 *
 * @param clusterImage image of every node
 * @param nodes number of nodes, the server among them
 * @param startDeadline how long the cluster may take until every node is Ready
 * @param phpImage base image of the app; empty for the Dockerfile's own default
 * @param nginxImage web server image of the tutorial's first pod
 * @param manifests directory of the tutorial's manifests
 * @param images directory of the app's images
 * @param pages by what text the page of each version of the app is known, in the order in which they are tried; empty for the
 *     texts of the project's own pages
 * @param only ids of the claims to verify; empty for all
 * @param mutants file of ways to make claims false, each of which is tried; empty for none
 * @param kubeconfig file with the way into a cluster that is there already; empty to start one
 * @param context the context of that file that is meant
 * @param ownedCluster the same once more, of somebody who may work on a cluster that others may use too
 * @param registry from where the nodes of such a cluster pull the images; empty to put the images into the nodes
 * @param keep whether the cluster stays up after the run, until the next run starts
 */
public record Settings(
        String clusterImage,
        int nodes,
        Duration startDeadline,
        String phpImage,
        String nginxImage,
        Path manifests,
        Path images,
        Map<String, String> pages,
        Set<String> only,
        String mutants,
        String kubeconfig,
        String context,
        String ownedCluster,
        String registry,
        boolean keep) {

    private static final String OWN_IMAGES = "app-image";

    /** Reads system properties, then the environment, then {@code tutorproof.properties} in the working directory. */
    public static Settings load() {
        return from(SettingsSource.ofThisProcess(Path.of("tutorproof.properties")));
    }

    /**
     * Of these values alone, whatever is set for this process.
     *
     * @param given by name, such as {@code tutorproof.nodes}; the rest has its defaults
     * @throws SettingsException when one does not exist or is not as it has to be
     */
    public static Settings of(Map<String, String> given) {
        return from(new SettingsSource(given));
    }

    static Settings from(SettingsSource source) {
        Settings settings = new Settings(
                source.text("cluster.image", "rancher/k3s:v1.36.4-k3s1"),
                source.number("nodes", 3, 1, 20),
                Duration.ofSeconds(source.number("start.deadline", 180, 1, 3600)),
                source.text("php.image", ""),
                source.text("nginx.image", "nginx:1.29.3"),
                Path.of(source.text("manifests", "manifests")),
                Path.of(source.text("images", OWN_IMAGES)),
                source.pairs("pages"),
                source.names("only"),
                source.text("mutants", ""),
                source.text("kubeconfig", ""),
                source.text("context", ""),
                source.text("i-own-this-cluster", ""),
                source.text("registry", ""),
                source.flag("keep", false));
        source.refuseUnknown();
        settings.refuseHalfNamedClusters();
        settings.refuseNoRegistry();
        settings.refuseUnknownPages();
        return settings;
    }

    private void refuseHalfNamedClusters() {
        if (kubeconfig.isEmpty() && !(context.isEmpty() && ownedCluster.isEmpty() && registry.isEmpty())) {
            throw new SettingsException(
                    "tutorproof.context, tutorproof.i-own-this-cluster and tutorproof.registry are about"
                            + " a cluster that is there already, and tutorproof.kubeconfig does not say where its kubeconfig is");
        }
        if (keep && !mutants.isEmpty()) {
            throw new SettingsException(
                    "what mutants change is not to be found by another run: leave out tutorproof.keep");
        }
        if (!kubeconfig.isEmpty() && !mutants.isEmpty()) {
            throw new SettingsException("mutants change more than namespaces: they need a cluster of their own, so"
                    + " leave out tutorproof.kubeconfig");
        }
    }

    private void refuseUnknownPages() {
        if (pages.isEmpty() && !images.equals(Path.of(OWN_IMAGES))) {
            throw new SettingsException(
                    "tutorproof.images is " + images + ", and by what their pages are known is not said: set"
                            + " tutorproof.pages, such as 'v0.1.0=Hello; v0.2.0=phpinfo(); v0.3.0=Hello again'");
        }
    }

    private void refuseNoRegistry() {
        if (!registry.isEmpty() && !registry.matches("[a-zA-Z0-9.-]+(:\\d+)?(/[a-z0-9._-]+)*")) {
            throw new SettingsException("tutorproof.registry is '" + registry
                    + "' and must be HOST[:PORT][/PATH], such as registry.example.com/team");
        }
    }
}
