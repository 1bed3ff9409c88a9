package io.tutorproof.image;

import io.tutorproof.cluster.Node;
import io.tutorproof.shell.Executed;
import java.util.HashMap;
import java.util.Map;

/** The images a node's containerd has, by reference; an id is a reference too, once kubelet may use the image. */
record NodeImages(Map<String, String> digests) {

    static NodeImages of(Node node) {
        Executed listed = node.shell().run("ctr", "-n", "k8s.io", "images", "ls");
        if (listed.exitCode() != 0) {
            throw new ImageException("node " + node + " does not list its images: "
                    + listed.output().strip());
        }
        return parse(listed.stdout());
    }

    static NodeImages parse(String listing) {
        Map<String, String> digests = new HashMap<>();
        listing.lines()
                .skip(1)
                .map(line -> line.split("\\s+"))
                .filter(columns -> columns.length > 2)
                .forEach(columns -> digests.put(columns[0], columns[2]));
        return new NodeImages(digests);
    }

    /** Whether every image is there under its name, and is the one with the given id. */
    boolean haveAll(Map<String, String> ids) {
        return ids.entrySet().stream().allMatch(image -> {
            String byName = digests.get(qualified(image.getKey()));
            return byName != null && byName.equals(digests.get(image.getValue()));
        });
    }

    /** {@code nginx:1} is {@code docker.io/library/nginx:1}: containerd keeps full names. */
    static String qualified(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return "docker.io/library/" + name;
        }
        String first = name.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? name : "docker.io/" + name;
    }
}
