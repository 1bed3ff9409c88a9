package io.tutorproof.observe;

/** A watch was interrupted and events may be missing: nothing can be judged over this history. */
public final class HoleInHistory extends RuntimeException {
    private static final long serialVersionUID = 1;

    HoleInHistory(String cause) {
        super("the recorded history has a hole: " + cause);
    }
}
