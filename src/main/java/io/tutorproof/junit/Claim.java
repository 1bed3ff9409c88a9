package io.tutorproof.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test proves the claim with this id of the ledger, in a {@link Lab} of its own.
 *
 * <pre>{@code
 * @Claim("rs-keeps-count")
 * @Test
 * void three_replicas_are_kept_running(Lab lab) {
 *     lab.kubectl().apply("deploy-04/replicaSet-mi-app.yaml");
 *     lab.eventually(Pods.labelled("app=mi-app").ready(3));
 * }
 * }</pre>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClaimExtension.class)
public @interface Claim {
    /** The claim's id. */
    String value();
}
