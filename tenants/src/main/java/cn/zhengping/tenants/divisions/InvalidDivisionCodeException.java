package cn.zhengping.tenants.divisions;

import cn.zhengping.spi.Message;
import java.util.Locale;

/** A text that is the code of no division, whatever the directory holds. */
public final class InvalidDivisionCodeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Message said;

    InvalidDivisionCodeException(Code code, String text) {
        this(code, Message.of("cn.zhengping.tenants.divisions.messages", code.name(), shortened(text)));
    }

    private InvalidDivisionCodeException(Code code, Message said) {
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

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** What is wrong with it. */
    public enum Code {
        NOT_DIGITS,
        WRONG_LENGTH,
        /** It begins with 0, a part is zero though a lower one is not, or the last part is zero. */
        EMPTY_PART
    }
}
