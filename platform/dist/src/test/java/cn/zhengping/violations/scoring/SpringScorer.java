package cn.zhengping.violations.scoring;

import org.springframework.stereotype.Component;

@Component
public class SpringScorer {}
