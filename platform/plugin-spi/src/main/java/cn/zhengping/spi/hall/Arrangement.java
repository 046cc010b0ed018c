package cn.zhengping.spi.hall;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.SourceRef;

/**
 * Something that a hall has to have.
 *
 * @param id unique among the arrangements of its plan
 */
public record Arrangement(String id, Kind kind, LocalizedText text, SourceRef source) {

    /** What it is. */
    public enum Kind {
        /** 制度上墙. */
        WALL_RULE,
        /** 公示栏, 阳光台. */
        BOARD,
        /** 办事指南. */
        GUIDE,
        /** 窗口标识, 桌牌. */
        SIGN,
        /** 工作牌. */
        BADGE,
        /** 意见箱, 投诉电话. */
        COMPLAINT_CHANNEL,
        /** A、B岗. */
        POST,
        /** 一窗进出. */
        COUNTER
    }
}
