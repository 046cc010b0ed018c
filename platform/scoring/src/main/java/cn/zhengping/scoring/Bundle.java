package cn.zhengping.scoring;

import cn.zhengping.spi.Message;
import java.util.Locale;

/** The engine's message bundle: a key is the name of an enum's constant, behind what the enum is about. */
final class Bundle {

    static final String NAME = "cn.zhengping.scoring.messages";

    private Bundle() {}

    static String key(String about, Enum<?> constant) {
        return about + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** About a criterion, whose id is the first argument. */
    static Message message(String key, String criterionId, Object... details) {
        var arguments = new Object[details.length + 1];
        arguments[0] = criterionId;
        System.arraycopy(details, 0, arguments, 1, details.length);
        return Message.of(NAME, key, arguments);
    }
}
