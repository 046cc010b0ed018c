package cn.zhengping.region.henan;

import cn.zhengping.testkit.RegionContractTest;

class HenanContractTest extends RegionContractTest {}
