package cn.zhengping.app.units;

/** Whether a unit is in service. */
public enum UnitState {
    OPEN,
    CLOSED
}
