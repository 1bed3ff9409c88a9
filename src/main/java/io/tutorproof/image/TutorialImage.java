package io.tutorproof.image;

import java.util.List;

/** An image to be put into the nodes; its {@code toString} says from where it comes. */
public sealed interface TutorialImage permits ImageBuild, ImagePull {
    /** Name and tag by which this machine's Docker engine knows it. */
    String name();

    /** Further names by which the nodes are to know it. */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * Makes sure that the engine has it.
     *
     * @throws ImageException with the cause when it cannot be had
     */
    void obtain();
}
