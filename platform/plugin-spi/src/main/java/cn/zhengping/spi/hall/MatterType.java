package cn.zhengping.spi.hall;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.SourceRef;

/**
 * 即办件, 承诺件, 上报件.
 *
 * @param id unique among the matter types of its plan
 * @param handling how such a matter is dealt with, and by when
 */
public record MatterType(String id, LocalizedText name, LocalizedText handling, SourceRef source) {}
