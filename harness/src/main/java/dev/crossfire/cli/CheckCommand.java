package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.EvidenceVerification;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.RunFolders;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.Installation;
import dev.crossfire.reports.SarifLog;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports every problem that can be found before anything is started. */
@Command(
        name = "check",
        description = "Show every problem of a scenario, with line and column, and whether its simulation and "
                + "its environment have what it names. Starts no lab, contacts no environment, needs no credentials. "
                + "Of a run's folder: whether its evidence is as the run wrote it.",
        footer = {
            "",
            "Examples:",
            "  crossfire check my-sale.yaml",
            "  crossfire check my-sale.yaml --env staging.yaml",
            "  crossfire check my-sale.yaml --sarif check.sarif",
            "  crossfire check my-sale.yaml --class-path target/test-classes:target/dependency/*",
            "  crossfire check runs/2026-11-20T0931-x"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "Write what is found as SARIF 2.1.0, too, for GitHub's code scanning and for editors.")
    private @Nullable Path sarif;

    private final Terminal terminal;
    private final Kinds kinds;

    CheckCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        List<Path> runs = options.scenario == null ? List.of() : RunFolders.in(Path.of(options.scenario));
        if (!runs.isEmpty()) {
            return evidence(runs);
        }
        SarifLog log = new SarifLog();
        try {
            int code = scenario(log);
            write(log);
            return code;
        } catch (BadInputException invalid) {
            invalid.problems().forEach(log::problem);
            if (invalid.problems().isEmpty()) {
                invalid.lines().forEach(line -> log.problem(line, null));
            }
            write(log);
            throw invalid;
        }
    }

    private void write(SarifLog log) throws IOException {
        if (sarif != null) {
            AtomicFile.write(
                    sarif.toAbsolutePath(), log.json(Installation.current().version()));
        }
    }

    private int scenario(SarifLog log) throws BadInputException, RunErrorException, InterruptedException {
        ScenarioInput input = ScenarioInput.read(options.request(), kinds);
        PreRunCheck precheck = PreRunCheck.of(input, options.classPath, false, kinds);
        PrintWriter out = terminal.out();
        out.println("  " + input.scenario().name() + ": no problems; "
                + count(input.scenario().faults().size(), "fault") + ", "
                + count(input.scenario().objectives().size(), "objective") + ", environment " + input.environment());
        precheck.lines().forEach(line -> out.println("  " + line));
        precheck.warnings().forEach(warning -> warn(warning, log));
        Plan draft = precheck.draft();
        if (draft == null) {
            out.println("  not checked: whether environment " + input.environment()
                    + " has what the faults need; 'crossfire plan' checks it");
        } else {
            draft.warnings().forEach(warning -> warn(warning, log));
        }
        return ExitCode.PASS;
    }

    private void warn(String warning, SarifLog log) {
        terminal.out().println("  ! " + warning);
        String scenario = options.scenario;
        log.warning(warning, scenario != null && Files.isRegularFile(Path.of(scenario)) ? scenario : null);
    }

    private int evidence(List<Path> runs) throws BadInputException, IOException {
        List<String> damage = new ArrayList<>();
        boolean ended = true;
        for (Path folder : runs) {
            RunDirectory run = new RunDirectory(folder, kinds);
            EvidenceFigures found = EvidenceVerification.of(run);
            found.damage().forEach(one -> damage.add(folder + ": " + one.text()));
            if (Files.exists(run.verdictFile()) && found.damage().isEmpty()) {
                run.verdict();
            }
            ended &= found.ended();
            if (found.damage().isEmpty()) {
                terminal.out()
                        .println("  " + folder + ": "
                                + (found.ended()
                                        ? "the evidence is as the run wrote it"
                                        : "no damage, but the run has no end: it wrote no manifest, so evidence may be"
                                                + " missing"));
            }
        }
        if (!damage.isEmpty()) {
            throw new BadInputException(damage);
        }
        return ended ? ExitCode.PASS : RunOutcome.INCONCLUSIVE.exitCode();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
