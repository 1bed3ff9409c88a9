package io.tutorproof.junit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Begins with the classes that have the most tests that take turns ({@link ResourceLock}): one after another they last the
 * longest, and what is begun last the run waits for. No test needs the order.
 */
public final class TurnsFirst implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.<ClassDescriptor>comparingLong(TurnsFirst::turns)
                        .reversed());
    }

    private static long turns(ClassDescriptor descriptor) {
        return Arrays.stream(descriptor.getTestClass().getDeclaredMethods())
                .filter(TurnsFirst::takesTurns)
                .count();
    }

    private static boolean takesTurns(Method method) {
        return !AnnotationSupport.findRepeatableAnnotations(method, ResourceLock.class)
                .isEmpty();
    }
}
