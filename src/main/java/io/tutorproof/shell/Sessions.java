package io.tutorproof.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shells in a node: as many as commands were run at a time, each for one command after another. */
final class Sessions {
    private final Supplier<Session> opener;
    private final Deque<Session> idle = new ArrayDeque<>();
    private final Set<Session> busy = new HashSet<>();
    private @Nullable String useless;
    private boolean isClosed;

    Sessions(Supplier<Session> opener) {
        this.opener = opener;
    }

    /** Has one do this; it is used again unless that fails. */
    Executed use(Function<Session, Executed> act) {
        Session waiting = take();
        Session session = waiting == null ? opener.get() : waiting;
        boolean succeeded = false;
        try {
            begin(session);
            Executed executed = act.apply(session);
            succeeded = true;
            return executed;
        } finally {
            giveBack(session, succeeded);
        }
    }

    private synchronized @Nullable Session take() {
        Session session = idle.poll();
        while (session != null && session.hasEnded()) {
            session.end();
            session = idle.poll();
        }
        return session;
    }

    private synchronized void begin(Session session) {
        if (useless != null) {
            throw new ShellException(useless);
        }
        busy.add(session);
    }

    private synchronized void giveBack(Session session, boolean succeeded) {
        busy.remove(session);
        if (succeeded && !isClosed) {
            idle.push(session);
        } else {
            session.end();
        }
    }

    /** Nothing that runs in one is waited for any longer, and nothing more is run. */
    synchronized void giveUp(String why) {
        useless = why;
        busy.forEach(session -> session.giveUp(new ShellException(why)));
    }

    /** Ends those that wait, and from now on each after its command. */
    synchronized void close() {
        isClosed = true;
        idle.forEach(Session::end);
        idle.clear();
    }
}
