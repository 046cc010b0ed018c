package cn.zhengping.region.hunan;

import cn.zhengping.testkit.RegionContractTest;

class HunanContractTest extends RegionContractTest {}
