package cn.zhengping.app.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.policies.PaperText.Page;
import cn.zhengping.app.policies.ProposedMetadata.Read;
import cn.zhengping.app.policies.ProposedMetadata.Repeal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataReaderTest {

    private static final String RED_HEAD = """
            四川省人民政府办公厅文件
            川办发〔2023〕12号

            四川省人民政府办公厅
            关于印发《四川省政务服务办法》的
            通知

            各市(州)人民政府:
                现将《四川省政务服务办法》印发给你们。
            一、本办法自印发之日起施行,有效期五年。原《四川省便民服务办法》(川办发〔2018〕7号)、《某细则》同时废止。
            四川省人民政府办公厅
            二〇二三年十一月二十日
            """;

    private static ProposedMetadata read(String text) {
        return MetadataReader.read(PaperText.pasted(text));
    }

    private static <T> T value(@Nullable Read<T> read) {
        return Objects.requireNonNull(read).value();
    }

    private static String number(ProposedMetadata metadata) {
        return value(metadata.number()).toString();
    }

    @Test
    void a_paper_under_a_red_head_says_everything() {
        var metadata = read(RED_HEAD);

        assertThat(number(metadata)).isEqualTo("川办发〔2023〕12号");
        assertThat(value(metadata.title())).isEqualTo("四川省人民政府办公厅关于印发《四川省政务服务办法》的通知");
        assertThat(value(metadata.issuer())).isEqualTo("四川省人民政府办公厅");
        assertThat(value(metadata.issuedOn())).isEqualTo("2023-11-20");
        assertThat(value(metadata.effectiveFrom())).isEqualTo("2023-11-20");
        assertThat(value(metadata.validUntil())).isEqualTo("2028-11-19");
        assertThat(metadata.repeals())
                .extracting(Read::value)
                .containsExactly(new Repeal("四川省便民服务办法", new DocumentNumber("川办发", 2018, 7)), new Repeal("某细则", null));
    }

    @Test
    void everything_says_where_it_was_read() {
        var metadata = MetadataReader.read(
                PaperText.of(List.of(new Page(1, RED_HEAD.substring(0, 60)), new Page(2, RED_HEAD.substring(60)))));

        assertThat(Objects.requireNonNull(metadata.number()).place().words()).isEqualTo("川办发〔2023〕12号");
        assertThat(Objects.requireNonNull(metadata.number()).place().page()).isEqualTo(1);
        assertThat(Objects.requireNonNull(metadata.issuedOn()).place().words()).isEqualTo("二〇二三年十一月二十日");
        assertThat(Objects.requireNonNull(metadata.issuedOn()).place().page()).isEqualTo(2);
        assertThat(Objects.requireNonNull(metadata.validUntil()).place().words())
                .isEqualTo("有效期五年");
    }

    @ParameterizedTest
    @CsvSource({
        "自2024年1月1日起施行。有效期至2028年12月31日。, 2024-01-01, 2028-12-31",
        "自2024年1月1日起施行，有效期为3年。, 2024-01-01, 2026-12-31",
        "自公布之日起30日后施行，试行期两年。, 2023-12-20, 2025-12-19",
        "自二〇二四年二月三十日起施行。, , ",
        "长期有效。, , "
    })
    void days_of_validity_are_reckoned(String words, LocalDate from, LocalDate until) {
        var metadata = read("某某办法\n第一条 " + words + "\n某某市人民政府\n2023年11月20日\n");

        assertThat(ProposedMetadata.value(metadata.effectiveFrom())).isEqualTo(from);
        assertThat(ProposedMetadata.value(metadata.validUntil())).isEqualTo(until);
    }

    @Test
    void an_order_has_its_number_in_two_lines() {
        assertThat(number(read("中华人民共和国国务院令\n第722号\n《优化营商环境条例》已经通过。\n"))).isEqualTo("国务院令第722号");
    }

    @Test
    void the_table_above_a_paper_on_the_web_is_read() {
        var metadata = read("""
                索引号：某    发文字号：川办规〔2023〕4号
                发布机构：四川省人民政府办公厅
                成文日期：2023-08-01
                发布日期：2023-08-09
                标题：四川省政务服务监督办法
                正文。""");

        assertThat(number(metadata)).isEqualTo("川办规〔2023〕4号");
        assertThat(value(metadata.issuer())).isEqualTo("四川省人民政府办公厅");
        assertThat(value(metadata.issuedOn())).isEqualTo("2023-08-01");
        assertThat(value(metadata.title())).isEqualTo("四川省政务服务监督办法");
    }

    /** The numbers in its text are those of the papers that it rests on. */
    @Test
    void suining_has_no_number_and_is_signed() {
        var metadata = MetadataReader.read(FivePapers.SUINING);

        assertThat(metadata.number()).isNull();
        assertThat(value(metadata.title())).isEqualTo("遂宁市政务服务和大数据管理局关于开展“示范便民服务中心”“园区示范政务服务中心”“星级便民服务中心”验收工作的通知");
        assertThat(value(metadata.issuer())).isEqualTo("遂宁市政务服务和大数据管理局");
        assertThat(value(metadata.issuedOn())).isEqualTo("2023-11-10");
        assertThat(Objects.requireNonNull(metadata.issuedOn()).sure()).isTrue();
        assertThat(metadata.validUntil()).isNull();
        assertThat(metadata.repeals()).isEmpty();
    }

    /** 2023815 can be one day only; but it is for a person to say so. */
    @Test
    void baolin_has_no_number_and_a_damaged_day() {
        var metadata = MetadataReader.read(FivePapers.BAOLIN);

        assertThat(metadata.number()).isNull();
        assertThat(value(metadata.title())).isEqualTo("乐至县宝林镇人民政府关于印发《宝林镇镇村便民服务标准化规范化便利化工作方案》的通知");
        assertThat(value(metadata.issuer())).isEqualTo("乐至县宝林镇人民政府");
        assertThat(value(metadata.issuedOn())).isEqualTo("2023-08-15");
        assertThat(Objects.requireNonNull(metadata.issuedOn()).sure()).isFalse();
        assertThat(Objects.requireNonNull(metadata.issuedOn()).place().words()).isEqualTo("2023815");
        assertThat(metadata.effectiveFrom()).isNull();
    }

    /** The day is that of the web page. */
    @Test
    void qingshen_has_a_number_and_no_signature() {
        var metadata = MetadataReader.read(FivePapers.QINGSHEN);

        assertThat(number(metadata)).isEqualTo("青府发〔2013〕2号");
        assertThat(value(metadata.title())).isEqualTo("青神县人民政府关于创建“五星级”政务服务体系的实施意见(试行)");
        assertThat(value(metadata.issuer())).isEqualTo("青神县人民政府");
        assertThat(value(metadata.issuedOn())).isEqualTo("2013-03-26");
        assertThat(Objects.requireNonNull(metadata.issuedOn()).sure()).isFalse();
    }

    @Test
    void sandu_has_everything_but_days_of_validity() {
        var metadata = MetadataReader.read(FivePapers.SANDU);

        assertThat(number(metadata)).isEqualTo("三政发〔2020〕46号");
        assertThat(value(metadata.title())).isEqualTo("耒阳市三都镇政务服务中心进驻实施方案");
        assertThat(value(metadata.issuer())).isEqualTo("耒阳市三都镇人民政府");
        assertThat(value(metadata.issuedOn())).isEqualTo("2020-10-10");
        assertThat(metadata.effectiveFrom()).isNull();
        assertThat(metadata.validUntil()).isNull();
    }

    @Test
    void luoshan_says_neither_who_issued_it_nor_under_which_number() {
        var metadata = MetadataReader.read(FivePapers.LUOSHAN);

        assertThat(metadata.number()).isNull();
        assertThat(value(metadata.title())).isEqualTo("罗山县2021年政务服务第三方评估工作实施方案");
        assertThat(metadata.issuer()).isNull();
        assertThat(value(metadata.issuedOn())).isEqualTo("2021-01-08");
        assertThat(Objects.requireNonNull(metadata.issuedOn()).sure()).isFalse();
    }

    @Test
    void half_of_a_day_that_was_lost_is_not_guessed() {
        assertThat(PaperDate.withoutSigns("2023111")).isEmpty();
        assertThat(PaperDate.withoutSigns("20231110")).contains(LocalDate.of(2023, 11, 10));
        assertThat(PaperDate.withoutSigns("2023999")).isEmpty();
    }
}
