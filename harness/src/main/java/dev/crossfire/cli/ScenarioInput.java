package dev.crossfire.cli;

import dev.crossfire.conductor.BrokenException;
import dev.crossfire.conductor.OpenEnvironment;
import dev.crossfire.conductor.Progress;
import dev.crossfire.model.EnvironmentSpec;
import dev.crossfire.model.Scenario;
import dev.crossfire.scenarios.Reading;
import dev.crossfire.spi.Kinds;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a command was given to read, free of mistakes. */
final class ScenarioInput { }
