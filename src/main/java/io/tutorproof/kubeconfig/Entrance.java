package io.tutorproof.kubeconfig;

import io.fabric8.kubernetes.client.Config;

/**
 * The way into a cluster.
 *
 * @param context what the kubeconfig calls it
 * @param cluster what it calls the cluster
 * @param user what it calls who asks
 * @param client the same for a client of Java
 */
public record Entrance(String context, String cluster, String user, Config client) {}
