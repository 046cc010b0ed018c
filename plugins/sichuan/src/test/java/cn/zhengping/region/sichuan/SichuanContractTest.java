package cn.zhengping.region.sichuan;

import cn.zhengping.testkit.RegionContractTest;

class SichuanContractTest extends RegionContractTest {}
