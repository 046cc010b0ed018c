package cn.zhengping.app.campaigns;

/**
 * An area of a campaign.
 *
 * @param applications how many stand there
 */
public record AreaLoad(String area, long applications) {}
