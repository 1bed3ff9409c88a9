package io.tutorproof.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The claims of the class are tried one after another in one namespace, where each finds what those before it have left:
 * what takes long to set up is set up once. Each test still begins with all that it presupposes, since it may be the first:
 * a claim that is not proved, or made false, hands its namespace on to no other. What several claims are judged by can be
 * done {@linkplain Lab#once once}.
 *
 * <pre>{@code
 * @SharedNamespace
 * @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
 * class ReplicasIT {
 *     @Claim("keeps-three")
 *     @Order(1)
 *     @Test
 *     void three_pods_are_kept(Lab lab) {
 *         lab.kubectl().apply("web/replicaset.yaml");
 *         lab.eventually(Pods.labelled("app=web").ready(3));
 *     }
 *
 *     @Claim("scales")
 *     @Order(2)
 *     @Test
 *     void five_when_asked(Lab lab) {
 *         lab.kubectl().apply("web/replicaset.yaml"); // unchanged, after the other claim
 *         lab.given(Pods.labelled("app=web").ready(3));
 *         lab.kubectl().succeed("scale", "--replicas=5", "replicaset/web");
 *         lab.eventually(Pods.labelled("app=web").ready(5));
 *     }
 * }
 * }</pre>
 *
 * <p>Its methods take turns, as JUnit has it for methods that have an order, by {@code @TestMethodOrder} or by default
 * ({@code junit.jupiter.testmethod.order.default}); the class may not be {@code @Execution(CONCURRENT)}. Classes are still
 * tried side by side. Where claims are made false, each has a namespace of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SharedNamespace {}
