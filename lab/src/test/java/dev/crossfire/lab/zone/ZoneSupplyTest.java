package dev.crossfire.lab.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZoneSupplyTest {
    private final ZoneSupply power = new ZoneSupply("power");
    private final List<String> reasons = new ArrayList<>();

    @BeforeEach
    void connect() {
        power.connect(LabZone.A, new ZoneSupply.Dependent() {
            @Override
            public void lost(String reason) {
                assertThat(power.reaches(LabZone.A)).isFalse();
                reasons.add(reason);
            }

            @Override
            public void back() {
                assertThat(power.reaches(LabZone.A)).isTrue();
                reasons.add("back");
            }
        });
    }

    @Test
    void aCutIsFeltInItsZoneOnly() {
        power.cut(LabZone.B);
        assertThat(reasons).isEmpty();

        try (ZoneSupply.Cut cut = power.cut(LabZone.A)) {
            assertThat(reasons).containsExactly("zone lab-1a has no power");
            assertThat(cut).isNotNull();
        }

        assertThat(reasons).containsExactly("zone lab-1a has no power", "back");
        assertThat(power.reaches(LabZone.B)).isFalse();
    }

    @Test
    void cutsAddUpAndEachEndsOnce() {
        ZoneSupply.Cut one = power.cut(LabZone.A);
        ZoneSupply.Cut other = power.cut(LabZone.A);

        one.close();
        one.close();

        assertThat(power.reaches(LabZone.A)).isFalse();
        other.close();
        assertThat(reasons).containsExactly("zone lab-1a has no power", "back");
    }

    @Test
    void aWithheldSupplyKeepsACutZoneDarkAndNoOther() {
        ZoneSupply.Cut withheld = power.withhold(LabZone.A);
        assertThat(power.reaches(LabZone.A)).isTrue();

        power.cut(LabZone.A).close();

        assertThat(power.reaches(LabZone.A)).isFalse();
        withheld.close();
        assertThat(power.reaches(LabZone.A)).isTrue();
        assertThat(reasons).containsExactly("zone lab-1a has no power", "back");
    }

    @Test
    void aLaterConsumerLosesItToo() {
        power.cut(LabZone.C);

        power.connect(LabZone.C, new ZoneSupply.Dependent() {
            @Override
            public void lost(String reason) {
                reasons.add("late " + reason);
            }

            @Override
            public void back() {}
        });

        assertThat(reasons).containsExactly("late zone lab-1c has no power");
    }
}
