package cn.zhengping.packs;

import cn.zhengping.spi.Message;
import java.util.Comparator;
import java.util.Locale;

/**
 * One thing that is wrong with a pack, and where.
 *
 * @param file name within the pack; empty where the archive as such is wrong
 * @param line from 1; 0 where the file as such is wrong
 * @param column from 1, in characters; 0 where the file as such is wrong
 * @param path such as {@code sections[2].items[0].criteria[1].points}; empty for the whole file
 * @param message what was expected and what to do
 */
public record PackError(Code code, String file, int line, int column, String path, Message message) {

    /** The order in which a reader goes through the files. */
    static final Comparator<PackError> BY_PLACE = Comparator.comparing(PackError::file)
            .thenComparingInt(PackError::line)
            .thenComparingInt(PackError::column)
            .thenComparing(PackError::path);

    static PackError ofFile(Code code, String file, Object... arguments) {
        return new PackError(code, file, 0, 0, "", code.message(arguments));
    }

    /** One line, as a compiler prints it: {@code standards/x.yaml:12:7 sections[0].points: …}. */
    public String in(Locale locale) {
        var place = line == 0 ? file : file + ":" + line + ":" + column;
        var where = (place + " " + path).strip();
        return where.isEmpty() ? message.in(locale) : where + ": " + message.in(locale);
    }

    /** The line in Chinese. */
    @Override
    public String toString() {
        return in(Locale.CHINESE);
    }

    /** What is wrong. */
    public enum Code {
        // The folder or archive.
        /** A file that every pack has is not there. */
        MISSING_FILE,
        /** A YAML file that the format does not know. */
        UNKNOWN_FILE,
        DAMAGED_ARCHIVE,
        TOO_MANY_FILES,
        TOO_LARGE_UNPACKED,
        /** A name that leads out of the pack, or a link. */
        UNSAFE_NAME,
        DUPLICATE_FILE,

        // YAML.
        TOO_LARGE_FILE,
        NOT_UTF8,
        NOT_YAML,
        EMPTY_FILE,
        SEVERAL_DOCUMENTS,
        TOO_DEEP,
        /** Too many values once aliases are written out. */
        TOO_MANY_VALUES,
        RECURSIVE_ALIAS,
        CUSTOM_TAG,
        KEY_NOT_TEXT,
        DUPLICATE_KEY,
        NUMBER_TOO_LONG,
        CONTROL_CHARACTER,

        // The shape, as the published schemas say it.
        MISSING_FIELD,
        UNKNOWN_FIELD,
        WRONG_TYPE,
        UNKNOWN_CONSTANT,
        BLANK_TEXT,
        INVALID_ID,
        INVALID_VERSION,
        INVALID_VARIABLE,
        INVALID_FUNCTION_NAME,
        INVALID_DIVISION,
        INVALID_SHA256,
        INVALID_TENANT,
        INVALID_DATE,
        INVALID_TIME,
        TOO_SMALL,
        TOO_GREAT,
        TOO_PRECISE,
        EMPTY_LIST,
        TOO_LONG_LIST,
        REPEATED_ENTRY,
        NOT_EXACTLY_ONE,

        // A standard as a whole.
        DUPLICATE_ID,
        DUPLICATE_STANDARD,
        POINTS_DO_NOT_ADD_UP,
        POINTS_REQUIRED,
        POINTS_NOT_ALLOWED,
        UNKNOWN_SOURCE,
        /** A reading about something that is not there. */
        UNKNOWN_SUBJECT,
        UNKNOWN_SECTION,
        UNKNOWN_CRITERION,
        /** A unit kind that the standard does not judge. */
        UNIT_KIND_NOT_JUDGED,
        NOTHING_TO_SCALE,
        CRITERIA_REQUIRED,
        EMPTY_OPEN,
        OPEN_WITHOUT_POINTS,
        OPEN_OUT_OF_BOUNDS,
        /** Points around a bonus that has none. */
        UNLIMITED_BONUS,

        // Its rules.
        TIERS_NOT_FALLING,
        HIGHEST_TIER_DIFFERS,
        RESERVED_TIER,
        PER_ITEM_REQUIRED,
        PER_ITEM_NOT_ALLOWED,
        PER_ITEM_EXCEEDS_POINTS,
        STEP_DOES_NOT_DIVIDE,
        LIST_TOO_SHORT,
        RANGE_REVERSED,
        EMPTY_GATE,
        NOTHING_RAISED,
        FLAG_WITH_QUANTITY,
        DERIVED_FROM_NO_POINTS,
        DERIVED_CYCLE,
        INVALID_FORMULA,

        // A staff policy as a whole.
        NOT_FOR_POSTING,
        YEARLY_WITHOUT_YEAR,
        FLOOR_ABOVE_BASE,
        REPEATED_EMPLOYMENT,
        GRADE_WITHOUT_FROM,
        LOWEST_GRADE_WITH_FROM,
        GRADES_NOT_FALLING,

        // A campaign template as a whole.
        DUPLICATE_CAMPAIGN,
        UNKNOWN_STANDARD,
        OUTCOMES_NOT_FALLING,
        OUTCOME_ABOVE_TOTAL,
        GRANT_DIFFERS,
        CLOSES_BEFORE_OPENS,
        REPEATED_PHASE,
        UNKNOWN_GRANT,

        // Hall plans, rating processes, forms and service language.
        /** Two files of a folder with the same id. */
        DUPLICATE_IN_FOLDER,
        UNKNOWN_DEPARTMENT,
        REPEATED_STEP,
        UNKNOWN_POLICY;

        static final String BUNDLE = "cn.zhengping.packs.messages";

        Message message(Object... arguments) {
            return Message.of(BUNDLE, name(), arguments);
        }

        /** The message of this code for a special case of it. */
        Message messageFor(String variant, Object... arguments) {
            return Message.of(BUNDLE, name() + "." + variant, arguments);
        }
    }
}
