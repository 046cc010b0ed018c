package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * 考核依据: what the reviewer looks at to answer a criterion.
 *
 * @param text the original wording, 现场查看标识标牌和有关文件资料 for instance; null where the paper names none
 * @param required whether an answer that earns points has to bring evidence
 */
public record EvidenceBasis(@Nullable LocalizedText text, boolean required) {}
