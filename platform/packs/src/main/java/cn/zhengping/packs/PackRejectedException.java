package cn.zhengping.packs;

import java.util.List;
import java.util.stream.Collectors;

/** A pack, or the folder or archive it comes in, is not taken; says everything that is wrong with it. */
public final class PackRejectedException extends RuntimeException {

    private static final int MOST_IN_MESSAGE = 100;

    private final transient List<PackError> errors;

    PackRejectedException(List<PackError> errors) {
        super(errors.stream().limit(MOST_IN_MESSAGE).map(PackError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** At least one, by file, line and column. */
    public List<PackError> errors() {
        return errors;
    }
}
