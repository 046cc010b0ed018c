package cn.zhengping.violations.scoring;

import java.time.LocalDate;
import java.time.ZoneOffset;

public class TimedScorer {

    LocalDate asOf() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
