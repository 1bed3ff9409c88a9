package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import org.jspecify.annotations.Nullable;

/**
 * How far a Deployment may depart from its number of pods while it rolls out: a share of a hundred is rounded up for the
 * surge and down for what may be unavailable, and both cannot be 0, as Kubernetes' API reference has it.
 */
final class RolloutLimits {
    private RolloutLimits() {}

    static int maxSurge(DeploymentSpec spec) {
        RollingUpdateDeployment rolling = rolling(spec);
        return rolling == null ? 0 : resolved(rolling.getMaxSurge(), spec.getReplicas(), true);
    }

    static int maxUnavailable(DeploymentSpec spec) {
        RollingUpdateDeployment rolling = rolling(spec);
        if (rolling == null) {
            return spec.getReplicas();
        }
        int unavailable = resolved(rolling.getMaxUnavailable(), spec.getReplicas(), false);
        return unavailable == 0 && maxSurge(spec) == 0 ? 1 : unavailable;
    }

    private static @Nullable RollingUpdateDeployment rolling(DeploymentSpec spec) {
        return spec.getStrategy() == null ? null : spec.getStrategy().getRollingUpdate();
    }

    private static int resolved(@Nullable IntOrString limit, int replicas, boolean up) {
        Object value = limit == null ? null : limit.getValue();
        if (value instanceof Integer number) {
            return number;
        }
        if (value == null) {
            return 0;
        }
        double exact = Integer.parseInt(value.toString().replace("%", "")) * replicas / 100.0;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }
}
