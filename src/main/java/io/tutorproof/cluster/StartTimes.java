package io.tutorproof.cluster;

import java.time.Duration;

/**
 * How long a cluster took to start, each time counted from the call.
 *
 * @param api until the API server answered and its kubeconfig was there
 * @param nodes until every node was Ready and took pods
 * @param account until the namespace {@code default} had the service account without which no pod is made there
 * @param all until all of this was so
 */
public record StartTimes(Duration api, Duration nodes, Duration account, Duration all) {}
