package cn.zhengping.spi.staff;

/** How somebody is employed. */
public enum EmploymentType {
    /** 公务员. */
    CIVIL_SERVANT,
    /** 事业人员. */
    PUBLIC_INSTITUTION,
    /** 临聘人员. */
    TEMPORARY,
    /** 村(社区)代办员. */
    VILLAGE_AGENT
}
