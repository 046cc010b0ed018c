package cn.zhengping.app.campaigns;

/** Where an application stands. */
public enum ApplicationState {
    SUBMITTED,
    WITHDRAWN
}
