package io.tutorproof.junit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the claims of a class are tried: each in a place of its own, or all in one that they hand on to one another. */
final class Places implements AutoCloseable {
    private final boolean areShared;
    private @Nullable Place place;

    Places(boolean areShared) {
        this.areShared = areShared;
    }

    /** The place of the claim before; a new one for the first claim, and after one that handed on nothing of use. */
    Place orElse(Supplier<Place> made) {
        if (place != null && !place.isRecordedWhole()) {
            close();
        }
        if (place == null) {
            place = made.get();
        }
        return place;
    }

    /** A claim has been tried: the place ends unless there may be another for it. */
    void leave(boolean isProved) {
        if (!areShared || !isProved) {
            close();
        }
    }

    /** Ends the place that is there, if one is. */
    @Override
    public void close() {
        Place last = place;
        place = null;
        if (last != null) {
            last.close();
        }
    }
}
