package cn.zhengping.spi.staff;

/** What somebody does at a centre or station. */
public enum StaffPost {
    /** 窗口工作人员. */
    WINDOW_STAFF,
    /** 窗口负责人, 首席代表. */
    WINDOW_LEADER,
    /** 便民服务站工作人员, 代办员. */
    STATION_STAFF
}
