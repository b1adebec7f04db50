package dev.crossfire.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopSettingsTest {
    @Test
    void needsOnlyTheTwoPorts() {
        ShopSettings settings = ShopSettings.from(Map.of("SHOP_DB_PORT", "5432", "SHOP_CACHE_PORT", "6379"));
        assertThat(settings.workers()).isEqualTo(64);
        assertThat(settings.database().poolWait()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.database().address().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(settings.cache().limit()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void reportsAllMistakesAtOnce() {
        assertThatThrownBy(() -> ShopSettings.from(
                        Map.of("SHOP_DB_PORT", "many", "SHOP_WORKERS", "0", "SHOP_STOP_AT_END_OF_INPUT", "yes")))
                .hasMessageContaining("SHOP_DB_PORT is 'many'; expected a whole number from 1 to 65535")
                .hasMessageContaining("SHOP_WORKERS is '0'; expected a whole number from 1 to 1000")
                .hasMessageContaining("SHOP_STOP_AT_END_OF_INPUT is 'yes'; expected true or false")
                .hasMessageContaining("SHOP_CACHE_PORT is missing");
    }

    @Test
    void keepsPasswordsToItself() {
        ShopSettings settings = ShopSettings.from(Map.of(
                "SHOP_DB_PORT",
                "1",
                "SHOP_CACHE_PORT",
                "1",
                "SHOP_DB_PASSWORD",
                "hush-hush",
                "SHOP_CACHE_PASSWORD",
                "hush-too"));
        assertThat(settings.database().password()).isEqualTo("hush-hush");
        assertThat(settings.cache().password()).isEqualTo("hush-too");
        assertThat(settings.toString()).doesNotContain("hush-hush", "hush-too");
    }
}
