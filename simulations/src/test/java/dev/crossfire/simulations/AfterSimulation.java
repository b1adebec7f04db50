package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import java.util.concurrent.CountDownLatch;

/** Three users who never leave, and an {@code after()} that does what a parameter determines. */
public final class AfterSimulation extends Simulation {
    static final int USERS = 3;

    /** Called by Gatling. */
    public AfterSimulation() {
        setUp(scenario("waiting")
                .exec(forever().on(http("slow").get(System.getProperty("target") + "/slow")))
                .injectClosed(constantConcurrentUsers(USERS).during(60)));
    }

    @Override
    public void after() {
        switch (System.getProperty("after")) {
            case "throws" -> throw new IllegalStateException("the test data could not be deleted");
            case "exits" -> System.exit(7);
            case "halts" -> Runtime.getRuntime().halt(9);
            case "hangs" -> hang();
            default -> System.out.println("after() was here");
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
