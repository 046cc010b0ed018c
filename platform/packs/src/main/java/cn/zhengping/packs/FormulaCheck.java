package cn.zhengping.packs;

import cn.zhengping.spi.Message;
import cn.zhengping.spi.standard.Variable;
import java.util.List;
import java.util.Optional;

/** Asks the scoring engine whether a region's own formula compiles. Called on the thread that reads the pack. */
@FunctionalInterface
public interface FormulaCheck {

    /** What is wrong with the formula, or empty where it compiles. */
    Optional<Message> problemOf(String cel, List<Variable> variables);
}
