package cn.zhengping.spi;

/** What is evaluated. A region gives each kind its own label and synonyms. */
public enum UnitKind {
    /** 政务服务中心 of a province, city or county. */
    GOVERNMENT_CENTRE,
    /** 乡镇(街道)便民服务中心. */
    TOWNSHIP_CENTRE,
    /** 村(社区)便民服务站. */
    VILLAGE_STATION,
    /** 窗口 of a centre. */
    WINDOW,
    /** 园区政务服务中心. */
    PARK_CENTRE,
    /** 部门 that answers for matters of its own. */
    DEPARTMENT
}
