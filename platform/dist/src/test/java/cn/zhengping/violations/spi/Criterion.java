package cn.zhengping.violations.spi;

import tools.jackson.databind.JsonNode;

public record Criterion(JsonNode rule) {}
