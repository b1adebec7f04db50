package dev.crossfire.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.load.Load;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SystemUnderTestAddressTest {
    @Test
    void theLabIsReachedThroughItsBalancer() {
        assertThat(SystemUnderTestAddress.of(environment("lab", "http://127.0.0.1:4711"), load(Map.of()), false))
                .isEqualTo("the lab's balancer");
    }

    @Test
    void otherSystemsAreNamedByHostAndPortAlone() {
        assertThat(SystemUnderTestAddress.of(
                        environment("aws", "https://me:pw@shop.example/x?y=z"), load(Map.of()), false))
                .isEqualTo("shop.example");
        assertThat(SystemUnderTestAddress.of(environment("aws", "http://shop.example:8080"), load(Map.of()), false))
                .isEqualTo("shop.example:8080");
        assertThat(SystemUnderTestAddress.of(environment("aws", null), load(Map.of()), false))
                .isEqualTo("no address: environment staging has no base-url");
    }

    @Test
    void aUsersOwnSimulationKnowsItsAddressUnlessOneIsGiven() {
        assertThat(SystemUnderTestAddress.of(environment("aws", null), load(Map.of()), true))
                .isEqualTo("an address that the simulation knows");
        EnvironmentSpec shop = environment("aws", "http://shop.example:8080");
        assertThat(SystemUnderTestAddress.of(shop, load(Map.of("users", "3")), true))
                .isEqualTo("an address that the simulation knows (the environment's is shop.example:8080)");
        assertThat(SystemUnderTestAddress.of(shop, load(Map.of("url", "${base-url}/api")), true))
                .isEqualTo("shop.example:8080");
        assertThat(SystemUnderTestAddress.of(shop, load(Map.of("url", "http://shop.example:8080/api")), true))
                .isEqualTo("shop.example:8080");
    }

    private static Load load(Map<String, String> parameters) {
        return new Load("org.example.Mine", parameters, Duration.ZERO, Duration.ofSeconds(1), List.of());
    }

    private static EnvironmentSpec environment(String provider, @Nullable String url) {
        return new EnvironmentSpec(
                "staging",
                url == null ? null : URI.create(url),
                false,
                Limits.NONE,
                Map.of(provider, new ProviderSettings<>("")));
    }
}
