package io.tutorproof.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The method is a test, which proves the claim with this id of the ledger. It runs in a namespace of its own, and takes any of
 * {@link io.tutorproof.scenario.Given}, {@link io.tutorproof.scenario.Reader}, {@link io.tutorproof.scenario.Browser} and
 * {@link io.tutorproof.scenario.Then}.
 *
 * <pre>{@code
 * @Claim("rs-scale-up")
 * void scaling_to_five_gives_five(Given given, Reader reader, Then then) {
 *     reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
 *     given.that(pods("app=mi-app").areReady(3));
 *
 *     reader.types("kubectl scale --replicas=5 replicaset/mi-app");
 *
 *     then.eventually(pods("app=mi-app").areReady(5));
 * }
 * }</pre>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ClaimExtension.class)
public @interface Claim {
    /** The claim's id. */
    String value();
}
