package cn.zhengping.app;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(ZhengpingApplication.class);

    @Test
    void each_feature_uses_only_what_others_offer_and_only_those_it_may() {
        MODULES.verify();
    }
}
