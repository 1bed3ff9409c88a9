package io.tutorproof.bench.plain;

import java.util.List;

final class PortForward {
    private PortForward() {}

    /** The page comes through kubectl's port-forward, which is tried again for as long as the pod does not listen yet. */
    static void shows(PlainCluster test, String text) {
        test.eventually(() -> {
            boolean[] shown = {false};
            test.beside(
                    () -> {
                        test.eventually(() -> !test.printedBeside().isEmpty());
                        List<String> printed = test.printedBeside();
                        String page = test.kubectl("get", "--raw=/", "--server=http://127.0.0.1:8080")
                                .getStdout();
                        shown[0] = printed.contains("Forwarding from 127.0.0.1:8080 -> 80") && page.contains(text);
                    },
                    "port-forward",
                    "mi-pod",
                    "8080:80");
            return shown[0];
        });
    }
}
