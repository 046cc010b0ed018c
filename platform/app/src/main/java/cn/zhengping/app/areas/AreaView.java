package cn.zhengping.app.areas;

/** An area with its name, as the API shows it. */
public record AreaView(String code, String name) {}
