package cn.zhengping.tenants.divisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionSearchTest {

    private static final DivisionDirectory DIRECTORY = DivisionDirectory.shared();
    private static final Set<DivisionLevel> TO_COUNTIES =
            EnumSet.of(DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE, DivisionLevel.COUNTY);

    @ParameterizedTest
    @CsvSource({
        "船山区, 510903 船山区",
        "乐至, 512022 乐至县",
        "遂宁, 510900 遂宁市",
        "四川, 510000 四川省",
        "耒阳, 430481 耒阳市",
        "lezhi, 512022 乐至县",
        "Le Zhi, 512022 乐至县",
        "lezh, 512022 乐至县",
        "lezhixian, 512022 乐至县",
        "chuanshanqu, 510903 船山区",
        "chongqing, 500000 重庆市",
        "liuan, 341500 六安市",
        "luan, 341500 六安市",
        "shanxian, 371722 单县",
        "yueqing, 330382 乐清市",
        "laoting, 130225 乐亭县",
        "hongtong, 141024 洪洞县",
        "xi'anshi, 610100 西安市",
        "lvliang, 141100 吕梁市",
        "lüliang, 141100 吕梁市"
    })
    void the_best_match_comes_first(String text, String found) {
        assertThat(DIRECTORY.search(text, null, TO_COUNTIES, 3).stream().map(Division::toString))
                .as("found for %s", text)
                .startsWith(found);
    }

    @ParameterizedTest
    @CsvSource({"csq, 510903 船山区", "lzx, 512022 乐至县", "lcx, 410324 栾川县", "dgs, 441900 东莞市"})
    void initials_find_all_names_that_have_them(String text, String found) {
        assertThat(DIRECTORY.search(text, null, TO_COUNTIES, 100))
                .extracting(Division::toString)
                .contains(found);
    }

    @Test
    void a_name_that_is_the_text_comes_before_those_that_begin_with_it_then_higher_levels_then_lower_codes() {
        assertThat(DIRECTORY.search("船山", 4))
                .extracting(Division::toString)
                .containsExactly("510903 船山区", "331024002217 船山村委会", "360103001010 船山社区居委会", "420529112205 船山坪村委会");
        assertThat(DIRECTORY.search("朝阳区", 3)).extracting(Division::toString).startsWith("110105 朝阳区", "220104 朝阳区");
        assertThat(DIRECTORY.search("山东", 2)).extracting(Division::toString).startsWith("370000 山东省");
    }

    @Test
    void a_name_is_found_by_any_part_of_it() {
        assertThat(DIRECTORY.search("黎族苗族", 5)).extracting(Division::name).containsExactly("保亭黎族苗族自治县", "琼中黎族苗族自治县");
        assertThat(DIRECTORY.search("miaozuzizhixian", null, TO_COUNTIES, 50))
                .extracting(Division::name)
                .contains("保亭黎族苗族自治县", "城步苗族自治县");
    }

    @Test
    void a_search_can_be_kept_to_a_division_and_to_levels() {
        var lezhi = new DivisionCode("512022");

        assertThat(DIRECTORY.search("宝林", lezhi, EnumSet.allOf(DivisionLevel.class), 5))
                .extracting(Division::toString)
                .startsWith("512022105 宝林镇", "512022105001 宝林社区居民委员会")
                .allMatch(found -> found.startsWith("512022"));
        assertThat(DIRECTORY.search("bl", lezhi, Set.of(DivisionLevel.TOWNSHIP), 5))
                .extracting(Division::toString)
                .containsExactly("512022105 宝林镇");
        assertThat(DIRECTORY.search("乐至", lezhi, Set.of(DivisionLevel.COUNTY), 5))
                .hasSize(1);
        assertThat(DIRECTORY.search("宝林", new DivisionCode("330000"), Set.of(DivisionLevel.COUNTY), 5))
                .isEmpty();
    }

    @Test
    void letters_and_digits_in_a_name_are_found_as_they_are() {
        assertThat(DIRECTORY.search("it家园", 1)).extracting(Division::name).containsExactly("IT家园社区居委会");
        assertThat(DIRECTORY.search("itjiayuan", 1)).extracting(Division::name).containsExactly("IT家园社区居委会");
        assertThat(DIRECTORY.search("翠微路21号", 1))
                .extracting(Division::toString)
                .containsExactly("110108001002 翠微路21号社区居委会");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "'", "没有这个地方", "qzqzqzqz", "\uD842\uDFB7", "123456789", "%", ".*"})
    void what_fits_no_name_finds_nothing(String text) {
        assertThat(DIRECTORY.search(text, 5)).isEmpty();
    }

    @Test
    void no_more_are_found_than_asked_for_and_always_the_same() {
        assertThat(DIRECTORY.search("村", 50))
                .hasSize(50)
                .isEqualTo(DIRECTORY.search("村", 80).subList(0, 50));
        assertThatThrownBy(() -> DIRECTORY.search("村", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
