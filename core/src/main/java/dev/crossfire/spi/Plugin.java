package dev.crossfire.spi;

import dev.crossfire.model.Plan.UsedPlugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A third party's jar that was loaded, and what is in it.
 *
 * @param name as its manifest has it, else the name of its file
 * @param version empty when its manifest has none
 * @param jar its absolute path
 * @param spi the version that it was compiled against
 */
public record Plugin(
        String name,
        String version,
        Path jar,
        SpiVersion spi,
        List<FaultKind<?>> faults,
        List<ObjectiveKind<?>> objectives,
        List<EnvironmentProvider<?, ?>> providers,
        List<Format> formats) {
    public Plugin {
        faults = List.copyOf(faults);
        objectives = List.copyOf(objectives);
        providers = List.copyOf(providers);
        formats = List.copyOf(formats);
    }

    /** What scenarios call its faults. */
    public List<String> faultNames() {
        return faults.stream().map(kind -> kind.description().name()).sorted().toList();
    }

    /** What scenarios call its objectives. */
    public List<String> objectiveNames() {
        return objectives.stream()
                .map(kind -> kind.description().name())
                .sorted()
                .toList();
    }

    /** What environment files call its providers. */
    public List<String> providerNames() {
        return providers.stream().map(EnvironmentProvider::name).sorted().toList();
    }

    /** What {@code --format} calls its report formats. */
    public List<String> formatNames() {
        return formats.stream().map(Format::name).sorted().toList();
    }

    /** As far as a plan needs it. */
    UsedPlugin used(Set<String> kindsOfFaults, Set<String> kindsOfObjectives, Set<String> namedProviders) {
        return new UsedPlugin(
                name,
                version,
                jar.toString(),
                faultNames().stream().filter(kindsOfFaults::contains).toList(),
                objectiveNames().stream().filter(kindsOfObjectives::contains).toList(),
                providerNames().stream().filter(namedProviders::contains).toList());
    }
}
