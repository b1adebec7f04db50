package dev.crossfire.lab.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZoneSupplyTest {
    private final ZoneSupply power = new ZoneSupply("power");
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void connect() {
        power.connect(Zone.A, new ZoneSupply.Dependent() {
            @Override
            public void lost(String reason) {
                assertThat(power.reaches(Zone.A)).isFalse();
                told.add(reason);
            }

            @Override
            public void back() {
                assertThat(power.reaches(Zone.A)).isTrue();
                told.add("back");
            }
        });
    }

    @Test
    void aCutIsFeltInItsZoneOnly() {
        power.cut(Zone.B);
        assertThat(told).isEmpty();

        try (ZoneSupply.Cut cut = power.cut(Zone.A)) {
            assertThat(told).containsExactly("zone lab-1a has no power");
            assertThat(cut).isNotNull();
        }

        assertThat(told).containsExactly("zone lab-1a has no power", "back");
        assertThat(power.reaches(Zone.B)).isFalse();
    }

    @Test
    void cutsAddUpAndEachEndsOnce() {
        ZoneSupply.Cut one = power.cut(Zone.A);
        ZoneSupply.Cut other = power.cut(Zone.A);

        one.close();
        one.close();

        assertThat(power.reaches(Zone.A)).isFalse();
        other.close();
        assertThat(told).containsExactly("zone lab-1a has no power", "back");
    }

    @Test
    void aWithheldSupplyKeepsACutZoneDarkAndNoOther() {
        ZoneSupply.Cut withheld = power.withhold(Zone.A);
        assertThat(power.reaches(Zone.A)).isTrue();

        power.cut(Zone.A).close();

        assertThat(power.reaches(Zone.A)).isFalse();
        withheld.close();
        assertThat(power.reaches(Zone.A)).isTrue();
        assertThat(told).containsExactly("zone lab-1a has no power", "back");
    }

    @Test
    void aLaterConsumerLosesItToo() {
        power.cut(Zone.C);

        power.connect(Zone.C, new ZoneSupply.Dependent() {
            @Override
            public void lost(String reason) {
                told.add("late " + reason);
            }

            @Override
            public void back() {}
        });

        assertThat(told).containsExactly("late zone lab-1c has no power");
    }
}
