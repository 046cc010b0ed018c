package cn.zhengping.tenants.divisions;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A well-formed code that the directory does not hold, with what may have been meant. */
public final class UnknownDivisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Message said;

    /**
     * @param above the nearest division above it that is in the directory
     * @param near what may have been meant, at least one
     */
    UnknownDivisionException(Code code, DivisionCode asked, @Nullable Division above, List<Division> near) {
        this(
                code,
                Message.of(
                        "cn.zhengping.tenants.divisions.messages",
                        code.name(),
                        asked.value(),
                        above == null ? "" : above.toString(),
                        new LocalizedText(joined(near, "、"), joined(near, ", "))));
    }

    private UnknownDivisionException(Code code, Message said) {
        super(code.name() + ": " + said.in(Locale.ENGLISH));
        this.code = code;
        this.said = said;
    }

    public Code code() {
        return code;
    }

    public Message said() {
        return said;
    }

    private static String joined(List<Division> divisions, String separator) {
        return divisions.stream().map(Division::toString).collect(Collectors.joining(separator));
    }

    /** Why it is not there. */
    public enum Code {
        /** No province begins with these digits. */
        NO_SUCH_PROVINCE,
        /** Something above it is there, but not the code itself. */
        NOT_BELOW_ITS_PARENT,
        /** A level that only statistics know: what is below it stands right below its parent. */
        SKIPPED_LEVEL
    }
}
