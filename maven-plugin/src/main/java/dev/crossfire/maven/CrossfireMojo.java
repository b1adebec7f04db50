package dev.crossfire.maven;

import dev.crossfire.junit.process.CrossfireLauncher;
import dev.crossfire.junit.process.Surroundings;
import java.io.File;
import java.io.IOException;
import java.util.Properties;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What every goal does: find Crossfire, unless it is to be skipped. */
abstract class CrossfireMojo extends AbstractMojo {
    /** Where Crossfire runs; paths count from here. */
    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    File directory;

    @Parameter(defaultValue = "${settings.localRepository}", readonly = true, required = true)
    String localRepository;

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    String version;

    /**
     * The folder of an installed Crossfire. By default it is looked for in the environment variable CROSSFIRE_HOME, on
     * the PATH and in the local Maven repository.
     */
    @Parameter(property = "crossfire.home")
    @Nullable
    File home;

    /** The folder of evidence and reports, with a folder for each drill. */
    @Parameter(property = "crossfire.out", defaultValue = "${project.build.directory}/crossfire", required = true)
    File out;

    /** Does nothing. */
    @Parameter(property = "crossfire.skip", defaultValue = "false")
    boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            getLog().info("crossfire is skipped");
            return;
        }
        try {
            execute(surroundings());
        } catch (IOException unusable) {
            throw new MojoExecutionException(String.valueOf(unusable.getMessage()), unusable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted; Crossfire has ended", interrupted);
        }
    }

    /** Does what the goal is for. */
    abstract void execute(Surroundings surroundings)
            throws MojoExecutionException, MojoFailureException, IOException, InterruptedException;

    boolean isSkipped() {
        return skip;
    }

    /** The installed Crossfire. */
    final InstalledCrossfire crossfire(Surroundings surroundings) throws IOException {
        return new InstalledCrossfire(
                CrossfireLauncher.find(surroundings, version),
                directory.toPath().toAbsolutePath(),
                getLog());
    }

    /** The settings may name another local repository than the system properties, and a POM may name Crossfire's folder. */
    private Surroundings surroundings() {
        Surroundings process = Surroundings.ofThisProcess();
        Properties properties = new Properties();
        properties.putAll(process.properties());
        properties.setProperty("maven.repo.local", localRepository);
        if (home != null) {
            properties.setProperty("crossfire.home", home.getPath());
        }
        return new Surroundings(properties, process.variables());
    }
}
