package io.tutorproof.cluster;

import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** An agent is awaited through the cluster's API, together with all other nodes. */
final class NothingToWaitFor extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
}
