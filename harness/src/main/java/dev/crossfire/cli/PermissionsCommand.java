package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.FaultUse;
import dev.crossfire.spi.EnvironmentProvider.PermissionDocument;
import dev.crossfire.spi.FaultKind;
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

/** Writes what an administrator must allow before a scenario can be run. */
@Command(
        name = "permissions",
        description = "Write the IAM policies and RBAC manifests that a scenario needs in an environment. "
                + "Contacts no environment, needs no credentials.",
        footer = {
            "",
            "Examples:",
            "  crossfire permissions my-sale.yaml --env staging.yaml",
            "  crossfire permissions my-sale.yaml --env staging.yaml --out permissions",
            "  kubectl apply -f permissions/crossfire-rbac.yaml"
        })
final class PermissionsCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Option(names = "--out", paramLabel = "DIR", description = "Write each document to a file here.")
    private @Nullable Path out;

    private final Terminal terminal;
    private final Kinds kinds;

    PermissionsCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        ScenarioInput input = ScenarioInput.read(options.request(), kinds);
        EnvironmentSpec environment = input.target().known();
        Plan draft = PreRunCheck.of(input, options.classPath, false, kinds).draft();
        if (draft == null) {
            throw new BadInputException(List.of("environment " + environment.name()
                    + " does not declare what it has; its provider must say which permissions faults need"));
        }
        for (String name : environment.providers().keySet()) {
            EnvironmentProvider<?, ?> provider = kinds.provider(name).orElseThrow();
            List<PermissionDocument> documents = documents(provider, environment, uses(draft, environment, name));
            if (documents.isEmpty()) {
                terminal.out().println("# " + name + " needs no permissions");
            }
            for (PermissionDocument document : documents) {
                write(document);
            }
        }
        terminal.out().flush();
        return ExitCode.PASS;
    }

    private static <S, R> List<PermissionDocument> documents(
            EnvironmentProvider<S, R> provider, EnvironmentSpec environment, List<FaultUse> faults) {
        return provider.permissions(provider.partOf(environment), faults);
    }

    /** What the scenario does to the targets of one provider. */
    private List<FaultUse> uses(Plan draft, EnvironmentSpec environment, String provider) {
        List<FaultUse> uses = new ArrayList<>();
        for (PlannedFault fault : draft.faultsDisabled() ? List.<PlannedFault>of() : draft.faults()) {
            List<Target> reached = fault.targets().stream()
                    .filter(target -> environment.providerOf(target.type()).equals(provider))
                    .toList();
            FaultKind<?> kind = kinds.fault(fault.spec().kind()).orElseThrow();
            if (!reached.isEmpty()) {
                uses.add(new FaultUse(fault.spec(), kind.uses(fault.spec().settings()), reached));
            }
        }
        return uses;
    }

    private void write(PermissionDocument document) throws IOException {
        PrintWriter printer = terminal.out();
        printer.println("# " + document.file() + ": " + document.about());
        if (out == null) {
            printer.println(document.text().stripTrailing());
        } else {
            Files.createDirectories(out);
            AtomicFile.write(out.resolve(document.file()), document.text());
        }
    }
}
