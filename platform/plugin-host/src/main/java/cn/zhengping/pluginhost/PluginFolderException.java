package cn.zhengping.pluginhost;

import java.util.List;
import java.util.stream.Collectors;

/** Some archives of a folder were refused, so none of them is loaded. The message names each with its reason. */
public final class PluginFolderException extends RuntimeException {

    private final transient List<Failure> failures;

    /**
     * One archive that was refused.
     *
     * @param fileName its name in the folder
     */
    public record Failure(String fileName, PluginRejectedException reason) {}

    PluginFolderException(List<Failure> failures) {
        super(failures.stream()
                .map(failure -> failure.fileName + ": " + failure.reason.getMessage())
                .collect(Collectors.joining("\n")));
        this.failures = List.copyOf(failures);
        failures.forEach(failure -> addSuppressed(failure.reason));
    }

    public List<Failure> failures() {
        return failures;
    }
}
