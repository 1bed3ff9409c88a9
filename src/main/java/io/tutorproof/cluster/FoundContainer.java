package io.tutorproof.cluster;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.List;
import org.testcontainers.containers.ContainerState;

/** A container that this process did not start. */
record FoundContainer(InspectContainerResponse info) implements ContainerState {
    @Override
    public List<Integer> getExposedPorts() {
        return List.of();
    }

    @Override
    public InspectContainerResponse getContainerInfo() {
        return info;
    }
}
