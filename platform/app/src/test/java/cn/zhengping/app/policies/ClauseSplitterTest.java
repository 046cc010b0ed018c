package cn.zhengping.app.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.policies.ClauseSplitter.Clause;
import cn.zhengping.app.policies.PaperText.Page;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ClauseSplitterTest {

    private static List<String> paths(String text) {
        return ClauseSplitter.split(PaperText.pasted(text)).stream()
                .map(Clause::path)
                .toList();
    }

    private static String text(PaperText paper, String path) {
        return ClauseSplitter.split(paper).stream()
                .filter(clause -> clause.path().equals(path))
                .map(clause ->
                        paper.text().substring(clause.from(), clause.to()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError(path));
    }

    private static List<String> children(PaperText paper, String path) {
        return ClauseSplitter.split(paper).stream()
                .filter(clause -> path.equals(clause.parent()))
                .map(Clause::path)
                .toList();
    }

    private static List<String> roots(PaperText paper) {
        return ClauseSplitter.split(paper).stream()
                .filter(clause -> clause.parent() == null)
                .map(Clause::path)
                .toList();
    }

    @Test
    void a_regulation_has_chapters_and_articles() {
        assertThat(paths("""
                        某某办法
                        第一章 总则
                        第一条 为了规范,制定本办法。
                        第二条 本办法适用于:
                        (一)中心;
                        (二)站点。
                        依照
                        第一条规定的,除外。
                        第二章 附则
                        第三条 自2023年1月1日起施行。
                        """))
                .containsExactly("开头", "第一章", "第一章/第一条", "第一章/第二条", "第一章/第二条/(一)", "第一章/第二条/(二)", "第二章", "第二章/第三条");
    }

    @Test
    void all_styles_of_numbers_nest() {
        assertThat(paths("一、甲\n（一）乙\n1．丙\n⑴丁\n①戊\n②己\n2、庚\n1)辛\n㈡壬\n二、癸\n"))
                .containsExactly(
                        "一",
                        "一/(一)",
                        "一/(一)/1",
                        "一/(一)/1/(1)",
                        "一/(一)/1/(1)/①",
                        "一/(一)/1/(1)/②",
                        "一/(一)/2",
                        "一/(一)/2/(1)",
                        "一/(二)",
                        "二");
    }

    @Test
    void numbers_that_do_not_go_on_begin_nothing() {
        assertThat(paths("一、甲\n三、四、五星级中心\n2023.5.1前完成\n1.5米\n39.某\n8)子\n四、乙\n一、又\n"))
                .containsExactly("一", "四", "一~2");
    }

    @Test
    void a_paper_without_numbers_is_one_clause() {
        assertThat(paths("特此通知。\n请遵照执行。")).containsExactly("开头");
    }

    @Test
    void annexes_follow_their_list_and_the_signature() {
        assertThat(paths("""
                        通知
                        一、甲
                        附件:1.标准
                             2.表
                        某某市人民政府
                        二〇二三年十一月十日
                        (此件公开发布)
                        附件1
                        标准
                        一、乙
                        附件2 表
                        1.丙
                        """)).containsExactly("开头", "一", "附件目录", "落款", "附件1", "附件1/一", "附件2", "附件2/1");
    }

    @Test
    void suining_has_six_clauses_an_annex_list_and_a_signature() {
        var paper = FivePapers.SUINING;

        assertThat(roots(paper)).containsExactly("开头", "一", "二", "三", "四", "五", "六", "附件目录", "落款");
        assertThat(children(paper, "五")).containsExactly("五/(一)", "五/(二)", "五/(三)");
        assertThat(children(paper, "六")).containsExactly("六/(一)", "六/(二)", "六/(三)");
        assertThat(ClauseSplitter.split(paper)).hasSize(15);
        assertThat(text(paper, "五/(二)")).startsWith("(二)园区示范政务服务中心").contains("总成绩90分(含)以上的");
        assertThat(text(paper, "附件目录")).endsWith("4.园区示范政务服务中心满意度调查问卷");
        assertThat(text(paper, "落款")).startsWith("遂宁市政务服务和大数据管理局").contains("2023年11月10日");
    }

    @Test
    void qingshen_has_four_clauses_with_parts() {
        var paper = FivePapers.QINGSHEN;

        assertThat(roots(paper)).containsExactly("开头", "一", "二", "三", "四");
        assertThat(children(paper, "三")).containsExactly("三/(一)", "三/(二)", "三/(三)", "三/(四)");
        assertThat(children(paper, "四")).hasSize(5);
        assertThat(ClauseSplitter.split(paper)).hasSize(16);
        assertThat(text(paper, "三/(二)")).startsWith("(二)星级评定。").contains("综合得分95分以上评定为五星级");
    }

    /** (八 has lost its bracket, 、电、气 its 水, which is no lost number; 九、 came as "1.", and that is what stands there. */
    @Test
    void sandu_keeps_what_the_copy_has_and_fills_in_what_is_beyond_doubt() {
        var paper = FivePapers.SANDU;

        assertThat(roots(paper)).containsExactly("开头", "一", "二", "三", "四", "五", "六", "七", "八", "十", "落款");
        assertThat(children(paper, "四")).hasSize(8).endsWith("四/(八)");
        assertThat(text(paper, "四/(八)")).startsWith("(八公共服务综合窗口").contains("、电、气、有线");
        assertThat(children(paper, "五/(一)"))
                .containsExactly("五/(一)/1", "五/(一)/2", "五/(一)/3", "五/(一)/4", "五/(一)/5", "五/(一)/段");
        assertThat(children(paper, "五/(一)/段")).hasSize(5);
        assertThat(text(paper, "五/(一)/段")).isEqualTo("符合下列情形人员各部门不得派选入驻:");
        assertThat(text(paper, "五/(一)/段/4")).isEqualTo("4、工作能力差或学历初中以下的;");
        assertThat(text(paper, "八/1")).startsWith("1. 工作保障");
    }

    @Test
    void luoshan_has_two_annexes_with_the_rows_of_their_tables() {
        var paper = FivePapers.LUOSHAN;

        assertThat(roots(paper)).containsExactly("开头", "一", "二", "三", "附件目录", "附件1", "附件2");
        assertThat(children(paper, "三")).hasSize(4);
        assertThat(children(paper, "附件1")).hasSize(12).endsWith("附件1/行12");
        // 26 points: 22 with a number, and four rows that are one point each.
        assertThat(ClauseSplitter.split(paper).stream().filter(it -> it.path().matches("附件1/行\\d+/\\d+")))
                .hasSize(22);
        assertThat(children(paper, "附件1/行4")).containsExactly("附件1/行4/1", "附件1/行4/2", "附件1/行4/3");
        assertThat(children(paper, "附件2")).hasSize(9);
        assertThat(text(paper, "附件2/行9")).isEqualTo("9");
        assertThat(text(paper, "附件2/行8/1")).startsWith("1.建立健全制度。");
    }

    @Test
    void baolin_has_six_clauses_and_eight_annexes_though_two_numbers_are_lost() {
        var paper = FivePapers.BAOLIN;

        assertThat(roots(paper))
                .containsExactly(
                        "开头", "一", "二", "三", "四", "五", "六", "附件目录", "附件1", "附件2", "附件3", "附件4", "附件5", "附件6", "附件7",
                        "附件8");
        assertThat(text(paper, "三")).isEqualTo("、主要任务");
        assertThat(text(paper, "六")).isEqualTo("、工作要求");
        assertThat(children(paper, "三")).hasSize(5);
        assertThat(children(paper, "三/(四)/2")).hasSize(8);
        assertThat(text(paper, "三/(二)/2/(1)")).startsWith("1)外部标识。");
        assertThat(children(paper, "附件3")).hasSize(28);
        assertThat(text(paper, "附件3/4")).startsWith("4.1)在工作时间违规使用电脑");
        assertThat(children(paper, "附件4")).hasSize(16);
        assertThat(children(paper, "附件5")).hasSize(8);
        assertThat(children(paper, "附件6")).hasSize(4);
    }

    @Test
    void the_same_numbers_in_other_brackets_are_the_same_paths() {
        var copy = PaperText.pasted(
                FivePapers.QINGSHEN.text().replace('(', '（').replace(')', '）').replace("、", "、 "));

        assertThat(ClauseSplitter.split(copy).stream().map(Clause::path).toList())
                .isEqualTo(ClauseSplitter.split(FivePapers.QINGSHEN).stream()
                        .map(Clause::path)
                        .toList());
    }

    @Test
    void what_came_on_pages_knows_them() {
        var paper = PaperText.of(List.of(new Page(1, "通知\r\n一、甲\n(一)乙"), new Page(3, "仍是乙\n二、丙"), new Page(4, "")));
        var clauses = ClauseSplitter.split(paper);

        assertThat(clauses).extracting(clause -> paper.pageAt(clause.from())).containsExactly(1, 1, 1, 3);
        var second = clauses.get(2);
        assertThat(paper.pageBreaks(second.from(), second.to())).containsExactly(new PaperText.PageBreak(5, 3));
    }

    @Property
    void the_clauses_one_after_another_are_the_paper(@ForAll("papers") String text) {
        var paper = PaperText.pasted(text);
        var clauses = ClauseSplitter.split(paper);

        assertThat(clauses.stream()
                        .map(clause -> paper.text().substring(clause.from(), clause.to()))
                        .collect(Collectors.joining()))
                .isEqualTo(paper.text());
        assertThat(clauses).extracting(Clause::path).doesNotHaveDuplicates();
        assertThat(clauses.stream().map(Clause::path).toList())
                .containsAll(clauses.stream()
                        .map(Clause::parent)
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    @Provide
    Arbitrary<String> papers() {
        return Arbitraries.of(
                        "一、甲",
                        "二、",
                        "、乙丙丁",
                        "三、四、五",
                        "(一)戊",
                        "（二）己",
                        "(三庚",
                        "1.辛",
                        "2．",
                        "3、壬:",
                        "1)",
                        "(2)癸",
                        "①",
                        "②子",
                        "⑴",
                        "⒈",
                        "㈠",
                        "第一章 丑",
                        "第二条寅",
                        "第一条",
                        "附件:1.卯",
                        "附件1",
                        "附件2 辰",
                        "附:",
                        "序号",
                        "1",
                        "2",
                        "",
                        "  ",
                        "\u3000某某局",
                        "2023年1月1日",
                        "2023815",
                        "某某。",
                        "段落:",
                        "4.1)巳",
                        "第百编",
                        "(百)",
                        "\u0000午")
                .list()
                .ofMaxSize(40)
                .map(lines -> String.join("\n", lines));
    }
}
