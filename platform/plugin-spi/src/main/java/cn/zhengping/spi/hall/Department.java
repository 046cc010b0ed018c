package cn.zhengping.spi.hall;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.SourceRef;

/**
 * 进驻部门.
 *
 * @param id unique among the departments of its plan
 */
public record Department(String id, LocalizedText name, Kind kind, SourceRef source) {

    /** What it is to the township. */
    public enum Kind {
        /** 乡镇内设机构和事业站所. */
        INSTITUTION,
        /** 派驻机构. */
        STATIONED,
        /** 水电气等公共服务企业. */
        PUBLIC_UTILITY
    }
}
