package example;

import io.tutorproof.cluster.Cluster;
import io.tutorproof.image.ImagePull;
import io.tutorproof.image.Images;
import io.tutorproof.observe.*;
import io.tutorproof.settings.Settings;
import java.nio.file.*;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestIT {
    @Test
    void my_deployment_gets_ready() throws Exception {
        Settings settings = Settings.load();
        try (Cluster cluster = Cluster.start(settings);
                Recorder recorder = Recorder.open(cluster.client(), "default")) {
            Images.putInto(cluster, List.of(new ImagePull(settings.nginxImage(), List.of("nginx:example"))));
            Path web = Path.of("manifests/web.yaml");
            cluster.client().load(Files.newInputStream(web)).inNamespace("default").create();
            recorder.await(Observed.pods("app=web").areReady(2), Deadlines.PODS_READY);
        }
    }
}
