package cn.zhengping.search;

import static cn.zhengping.search.Sample.ask;
import static cn.zhengping.search.Sample.entry;
import static cn.zhengping.search.Sample.evidence;
import static cn.zhengping.search.Sample.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhengping.search.Hits.Count;
import cn.zhengping.search.InvalidSearchException.Reason;
import cn.zhengping.search.Sample.Asking;
import cn.zhengping.search.Sample.EntryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What any engine has to do behind the port. */
public abstract class SearchIndexContract {

    private SearchIndex index;

    /** An index with nothing in it. */
    protected abstract SearchIndex empty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        index = empty();
    }

    @AfterEach
    void close() {
        index.close();
    }

    /** For what an engine has to show beyond the contract. */
    protected final SearchIndex index() {
        return index;
    }

    protected final void put(EntryBuilder... entries) {
        index.put(List.of(entries).stream().map(EntryBuilder::build).toList());
        index.refresh();
    }

    protected final Hits search(Asking asking) {
        return index.search(asking.request());
    }

    protected final List<String> found(Asking asking) {
        return search(asking).hits().stream().map(hit -> hit.key().id()).toList();
    }

    protected final List<String> found(String text) {
        return found(ask(text));
    }

    private List<String> suggested(String typed) {
        return index.suggest(typed(typed)).stream().map(Suggestion::text).toList();
    }

    /** What is marked, in the order of marks. */
    private static List<String> marked(Hits.Marked marked) {
        return marked.marks().stream()
                .map(mark -> marked.text().substring(mark.from(), mark.to()))
                .toList();
    }

    // ---- finding

    @Test
    void an_entry_is_found_by_words_of_its_title_and_of_its_text() {
        put(
                evidence("a", "窗口人员培训记录", "2023年8月组织全体人员学习。"),
                evidence("b", "制度上墙照片", "首问责任制已经上墙，窗口人员已经培训。"),
                evidence("c", "食堂采购合同", "大米与食用油。"));

        assertThat(found("培训")).containsExactly("a", "b");
        assertThat(found("首问责任制 上墙")).containsExactly("b");
        assertThat(found("食用油")).containsExactly("c");
    }

    @Test
    void what_has_every_word_comes_first_wherever_each_of_them_stands() {
        put(evidence("a", "便民服务中心", "考勤记录齐全。"), evidence("b", "便民服务中心", "没有考察。"), evidence("c", "其他", "考勤记录。"));

        assertThat(found("便民服务中心 考勤").getFirst()).isEqualTo("a");
        assertThat(found("考勤便民服务中心")).containsExactly("a");
    }

    @Test
    void half_of_the_words_may_be_missing_and_what_has_all_comes_first() {
        put(
                evidence("two", "演练 演练 演练 消防", "消防演练。消防演练。"),
                evidence("all", "年度工作总结", "全年工作很多。消防方面：组织一次演练，照片附后。其他从略。"),
                evidence("one", "演练"));

        assertThat(found("消防 演练 照片")).containsExactly("all", "two");
        assertThat(found("消防 照片")).containsExactly("all", "two");
    }

    @Test
    void what_tells_one_from_the_other_is_never_missing() {
        put(evidence("2022", "消防演练照片 2022"), evidence("2023", "消防演练照片 2023"));

        assertThat(found("消防 演练 照片 2023")).containsExactly("2023");
    }

    @Test
    void a_question_is_answered_by_what_has_some_of_it() {
        put(
                evidence("a", "关于停电期间业务办理的整改说明", "启用手工登记。"),
                evidence("b", "考勤制度", "迟到早退的处理。"),
                evidence("c", "业务统计", "全月办理。"));

        assertThat(found("停电了业务怎么办理")).first().isEqualTo("a");
        assertThat(found("停电了业务怎么办理")).doesNotContain("b");
    }

    @Test
    void what_has_the_words_together_comes_before_what_has_them_apart() {
        put(
                evidence("apart", "材料", "规范是有的，工作很多，人员到位，着装不一。工作的人员要有规范。"),
                evidence("together", "材料", "检查了工作人员着装规范，情况良好，其余情况另外说明如下。"));

        assertThat(found("工作人员着装规范")).first().isEqualTo("together");
    }

    @Test
    void a_title_weighs_more_than_a_text() {
        put(evidence("text", "其他材料", "好差评台账。"), evidence("title", "好差评台账", "其他材料。"));

        assertThat(found("好差评台账")).containsExactly("title", "text");
    }

    @Test
    void a_single_character_is_found_wherever_it_stands() {
        put(evidence("a", "公章"), evidence("b", "章程"), evidence("c", "印章管理"), evidence("d", "印信"));

        assertThat(found("章")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void blank_text_finds_everything_and_text_without_a_word_nothing() {
        put(evidence("a", "甲"), evidence("b", "乙"));

        assertThat(found(" ")).containsExactly("a", "b");
        assertThat(found("？！")).isEmpty();
        assertThat(search(ask("？！")).total()).isZero();
    }

    @Test
    void text_is_found_across_the_line_ends_of_a_page() {
        put(evidence("a", "方案", "推进政务服\n务标准化，便 民 服 务 到 家"));

        assertThat(found("政务服务标准化")).containsExactly("a");
        assertThat(found("\"便民服务到家\"")).containsExactly("a");
    }

    @Test
    void rare_characters_outside_the_basic_plane_are_found() {
        put(evidence("a", "𬭯镇便民服务中心"), evidence("b", "𬭬镇便民服务中心"));

        assertThat(found("𬭯镇")).containsExactly("a");
        assertThat(found("𬭯")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC123号窗口", "ＡＢＣ１２３号窗口", "abc123號窗口", "abc 123", "Abc１２３號"})
    void width_case_and_traditional_forms_make_no_difference(String text) {
        put(evidence("half", "ABC123号窗口"), evidence("full", "ＡＢＣ１２３號窗口"), evidence("other", "ABC124号窗口"));

        assertThat(found(text)).containsExactlyInAnyOrder("half", "full");
    }

    @Test
    void traditional_text_is_found_by_simplified_words_and_the_other_way_round() {
        put(evidence("t", "縣級政務服務中心評價臺賬", "為群眾辦實事"), evidence("s", "县级政务服务中心评价台账", "为群众办实事"));

        assertThat(found("政务服务中心 办实事")).containsExactlyInAnyOrder("t", "s");
        assertThat(found("政務服務中心 辦實事")).containsExactlyInAnyOrder("t", "s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "川政公函〔2022〕187号",
                "川政公函﹝2022﹞187号",
                "川政公函[2022]187号",
                "川政公函【2022】187号",
                "川政公函(2022)187号",
                "川政公函（2022）187号",
                "川政公函［２０２２］１８７号",
                "川政公函2022187号",
                "川政公函 2022 187号",
                "川政公函〔2022〕 187 号",
                "川政公函 187号",
                "2022 187",
                "〔2022〕187号",
                "187号",
                "187號",
                "川政公函2022年第187号",
                "川政公函〔2022〕187"
            })
    void a_document_is_found_by_its_number_in_any_brackets_and_by_parts_of_it(String text) {
        put(
                entry(EntryKind.DOCUMENT, "wanted", "关于公布名单的函").number("川政公函〔2022〕187号"),
                entry(EntryKind.DOCUMENT, "year", "关于公布名单的函").number("川政公函〔2021〕18号"),
                entry(EntryKind.DOCUMENT, "other", "关于公布名单的函").number("遂府办〔2022〕7号"));

        assertThat(found(text)).containsExactly("wanted");
    }

    @Test
    void a_document_number_is_found_where_a_text_cites_it() {
        put(evidence("a", "汇报", "按照《通知》（川政公函﹝2022﹞187号）要求。"), evidence("b", "汇报", "2022年 187人"));

        assertThat(found("川政公函〔2022〕187号")).containsExactly("a");
    }

    // ---- the grammar

    @ParameterizedTest
    @ValueSource(strings = {"\"便民服务\"", "“便民服务”", "「便民服务」", "『便民服务』", "＂便民服务＂", "“便民服务\""})
    void a_quoted_phrase_stands_together(String text) {
        put(evidence("a", "便民服务"), evidence("b", "服务便民"), evidence("c", "便民的服务"));

        assertThat(found(text)).containsExactly("a");
    }

    @Test
    void a_phrase_has_no_synonyms() {
        put(evidence("a", "便民服务中心"), evidence("b", "便民中心"));

        assertThat(found("便民中心")).containsExactly("b", "a");
        assertThat(found("\"便民中心\"")).containsExactly("b");
    }

    @Test
    void a_word_or_phrase_after_a_hyphen_is_not_wanted() {
        put(evidence("a", "培训照片", "合影"), evidence("b", "培训记录", "签到 表"), evidence("c", "培训记录", "课件"));

        assertThat(found("培训 -照片")).containsExactlyInAnyOrder("b", "c");
        assertThat(found("培训 -\"签到表\" －照片")).containsExactly("c");
        assertThat(search(ask("培训 -照片")).total()).isEqualTo(2);
    }

    @Test
    void a_hyphen_inside_a_word_excludes_nothing() {
        put(evidence("a", "GB-36112"));

        assertThat(found("GB-36112")).containsExactly("a");
        assertThat(found("GB - 36112")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"培训记录", "培训记录\"", "“培训记录", "「培训记录", "培训\"记录", "\"\" 培训记录"})
    void a_quote_that_is_not_closed_is_as_none(String text) {
        put(evidence("a", "培训记录"));

        assertThat(found(text)).containsExactly("a");
    }

    @Test
    void what_cannot_be_read_is_refused_with_the_reason() {
        assertInvalid(ask("长".repeat(1001)), Reason.TEXT_TOO_LONG);
        assertInvalid(ask("词 ".repeat(65)), Reason.TOO_MANY_WORDS);
        assertInvalid(ask("-照片"), Reason.ONLY_EXCLUSIONS);
        assertInvalid(ask("培训").after("made up"), Reason.CURSOR_INVALID);
        assertInvalid(ask("培训").after(""), Reason.CURSOR_INVALID);
        assertThat(found("长".repeat(1000))).isEmpty();
        assertThat(found("词 ".repeat(64))).isEmpty();
        assertThat(found("政务服务窗口办理事项".repeat(100))).isEmpty();
    }

    private void assertInvalid(Asking asking, Reason reason) {
        assertThatThrownBy(() -> search(asking))
                .isInstanceOfSatisfying(
                        InvalidSearchException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    // ---- synonyms

    @ParameterizedTest
    @CsvSource({
        "便民中心,便民服务中心",
        "一窗受理,综合窗口",
        "办不成事,办不成事反映窗口",
        "办事大厅,政务服务中心",
        "代办,帮办代办",
        "入驻,进驻",
        "村便民服务站,便民服务室",
        "12345,政务服务便民热线"
    })
    void the_words_of_the_field_find_each_other(String one, String other) {
        put(evidence("one", one + "台账"), evidence("other", other + "台账"), evidence("none", "其他台账"));

        assertThat(found(one)).contains("one", "other").doesNotContain("none");
        assertThat(found(other)).contains("one", "other").doesNotContain("none");
        assertThat(found(one + "台账")).contains("one", "other").doesNotContain("none");
    }

    @Test
    void a_tenants_own_synonyms_are_added() {
        put(evidence("a", "蓉易办专区"), evidence("b", "综合窗口"), evidence("c", "高新办事处"));

        assertThat(found("蓉易办")).containsExactly("a");
        assertThat(found(ask("蓉易办").synonyms("蓉易办", "综合窗口"))).containsExactly("a", "b");
        assertThat(found(ask("一窗受理").synonyms("蓉易办", "高新办事处"))).containsExactly("b");
    }

    @Test
    void a_synonym_is_marked() {
        put(evidence("a", "材料", "镇里的便民服务中心已经投用。"));

        Hits.Hit hit = search(ask("便民中心")).hits().getFirst();
        assertThat(marked(hit.passages().getFirst().text())).containsExactly("便民服务中心");
    }

    @Test
    void nothing_is_marked_that_was_not_looked_for() {
        put(evidence("a", "材料", "好差评已经开通，差评为零，没有好评。"));

        Hits.Hit hit = search(ask("好差评")).hits().getFirst();
        assertThat(marked(hit.passages().getFirst().text())).containsExactly("好差评");
    }

    // ---- readers

    @Test
    void nobody_finds_what_nobody_may_read_and_each_only_what_is_theirs() {
        put(
                evidence("mine", "考勤记录"),
                evidence("theirs", "考勤记录").tenant("511000").readers("tenant:511000"),
                evidence("shared", "考勤记录").tenant("511000").readers("tenant:511000", "organiser:510000"),
                evidence("nobody", "考勤记录").readers());

        assertThat(found("考勤")).containsExactly("mine");
        assertThat(found(ask("考勤").grants("tenant:511000"))).containsExactlyInAnyOrder("theirs", "shared");
        assertThat(found(ask("考勤").grants(Sample.GRANT, "organiser:510000")))
                .containsExactlyInAnyOrder("mine", "shared");
        assertThat(found(ask("考勤").grants())).isEmpty();
        assertThat(search(ask("").grants()).total()).isZero();
    }

    @Test
    void totals_counts_and_suggestions_tell_nothing_of_what_may_not_be_read() {
        put(
                evidence("mine", "考勤记录").value(Facet.UNIT, "u1"),
                evidence("theirs", "考勤制度秘密")
                        .tenant("511000")
                        .readers("tenant:511000")
                        .number("密政〔2022〕1号")
                        .value(Facet.UNIT, "u2"));

        for (Asking asking :
                List.of(ask("考勤"), ask(""), ask("考勤 -秘密"), ask("考勤").like())) {
            Hits hits = search(asking.count(Facet.values()));
            assertThat(hits.total()).isEqualTo(1);
            assertThat(hits.counts().get(Facet.UNIT)).containsExactly(new Count("u1", 1));
        }
        assertThat(search(ask("考勤").filter(Facet.UNIT, "u2").count(Facet.UNIT))
                        .counts()
                        .get(Facet.UNIT))
                .containsExactly(new Count("u1", 1));
        assertThat(search(ask("秘密").count(Facet.values())).counts().values()).allMatch(List::isEmpty);
        assertThat(suggested("考勤")).containsExactly("考勤记录");
        assertThat(suggested("kq")).containsExactly("考勤记录");
        assertThat(suggested("密政")).isEmpty();
        assertThat(index.suggest(new SuggestRequest("考勤", Set.of(), Set.of(), 10)))
                .isEmpty();
    }

    @Test
    void a_cursor_opens_nothing_to_somebody_else() {
        put(evidence("a", "考勤"), evidence("b", "考勤"), evidence("c", "考勤").readers("other"));
        String next = search(ask("考勤").size(1)).next();

        assertThat(found(ask("考勤").size(5).after(next).grants("other"))).containsExactly("c");
        assertThat(found(ask("考勤").size(5).after(next).grants("none"))).isEmpty();
    }

    // ---- filters and counts

    @Test
    void filters_narrow_and_any_value_of_a_facet_is_enough() {
        put(
                evidence("a", "记录").value(Facet.UNIT, "u1").value(Facet.YEAR, "2022"),
                evidence("b", "记录").value(Facet.UNIT, "u2").value(Facet.YEAR, "2022", "2023"),
                evidence("c", "记录").value(Facet.UNIT, "u3").value(Facet.YEAR, "2023"),
                entry(EntryKind.DOCUMENT, "d", "记录").value(Facet.ISSUER, "遂宁市人民政府"));

        assertThat(found(ask("记录").filter(Facet.UNIT, "u1", "u2"))).containsExactly("a", "b");
        assertThat(found(ask("记录").filter(Facet.UNIT, "u1", "u2").filter(Facet.YEAR, "2023")))
                .containsExactly("b");
        assertThat(found(ask("记录").filter(Facet.KIND, "DOCUMENT"))).containsExactly("d");
        assertThat(found(ask("").filter(Facet.ISSUER, "遂宁市人民政府"))).containsExactly("d");
        assertThat(found(ask("记录").filter(Facet.UNIT, "u9"))).isEmpty();
    }

    @Test
    void a_facet_is_counted_among_what_the_other_facets_leave() {
        put(
                evidence("a", "记录").value(Facet.UNIT, "u1").value(Facet.YEAR, "2022"),
                evidence("b", "记录").value(Facet.UNIT, "u2").value(Facet.YEAR, "2022"),
                evidence("c", "记录").value(Facet.UNIT, "u2").value(Facet.YEAR, "2023"),
                evidence("d", "无关").value(Facet.UNIT, "u4").value(Facet.YEAR, "2023"));

        Hits hits = search(ask("记录")
                .filter(Facet.UNIT, "u1")
                .filter(Facet.YEAR, "2022")
                .count(Facet.UNIT, Facet.YEAR, Facet.KIND, Facet.ISSUER));

        assertThat(hits.total()).isEqualTo(1);
        assertThat(hits.counts().get(Facet.UNIT)).containsExactly(new Count("u1", 1), new Count("u2", 1));
        assertThat(hits.counts().get(Facet.YEAR)).containsExactly(new Count("2022", 1));
        assertThat(hits.counts().get(Facet.KIND)).containsExactly(new Count("EVIDENCE", 1));
        assertThat(hits.counts().get(Facet.ISSUER)).isEmpty();
        assertThat(search(ask("记录").count(Facet.UNIT)).counts())
                .containsOnlyKeys(Facet.UNIT)
                .containsEntry(Facet.UNIT, List.of(new Count("u2", 2), new Count("u1", 1)));
    }

    @Test
    void of_a_value_longer_than_any_engine_takes_the_beginning_is_counted_and_narrowed_by() {
        String issuer = "遂宁市人民政府".repeat(6000);
        String rare = "x" + "𬭯".repeat(20_000);
        put(
                entry(EntryKind.DOCUMENT, "long", "通知").value(Facet.ISSUER, issuer),
                entry(EntryKind.DOCUMENT, "rare", "通知")
                        .value(Facet.ISSUER, rare)
                        .value(Facet.CRITERION, "s/" + rare));

        String beginning = issuer.substring(0, Facet.LONGEST_VALUE);
        String whole = rare.substring(0, Facet.LONGEST_VALUE - 1);
        assertThat(search(ask("通知").count(Facet.ISSUER)).counts().get(Facet.ISSUER))
                .containsExactlyInAnyOrder(new Count(beginning, 1), new Count(whole, 1));
        assertThat(found(ask("通知").filter(Facet.ISSUER, issuer))).containsExactly("long");
        assertThat(found(ask("通知").filter(Facet.ISSUER, beginning))).containsExactly("long");
        assertThat(found(ask("通知").filter(Facet.ISSUER, whole))).containsExactly("rare");
        assertThat(found(ask("无").like().prefer("s/" + rare))).containsExactly("rare");
    }

    // ---- sorting and paging

    @Test
    void hits_are_sorted_by_date_either_way_with_the_undated_last_and_ties_by_key() {
        put(
                evidence("b", "记录").date("2023-05-01"),
                evidence("a", "记录").date("2023-05-01"),
                evidence("c", "记录").date("1969-10-01"),
                evidence("d", "记录"));

        assertThat(found(ask("记录").sort(SearchRequest.Sort.NEWEST))).containsExactly("a", "b", "c", "d");
        assertThat(found(ask("记录").sort(SearchRequest.Sort.OLDEST))).containsExactly("c", "a", "b", "d");
    }

    @Test
    void what_is_equally_relevant_comes_in_the_order_of_its_key() {
        put(evidence("c", "考勤记录"), evidence("a", "考勤记录"), evidence("b", "考勤记录"));

        assertThat(found("考勤")).containsExactly("a", "b", "c");
    }

    @Test
    void pages_follow_each_other_to_the_last_in_every_order() {
        EntryBuilder[] entries = IntStream.range(0, 25)
                .mapToObj(i -> {
                    EntryBuilder entry = evidence("e%02d".formatted(i), "考勤记录" + "附件".repeat(i % 3));
                    return i % 4 == 0 ? entry : entry.date("2023-01-%02d".formatted(1 + i % 5));
                })
                .toArray(EntryBuilder[]::new);
        put(entries);

        for (SearchRequest.Sort sort : SearchRequest.Sort.values()) {
            List<String> whole = found(ask("考勤").sort(sort).size(100));
            List<String> paged = new ArrayList<>();
            String next = null;
            do {
                Hits page = search(ask("考勤").sort(sort).size(7).after(next));
                assertThat(page.total()).isEqualTo(25);
                page.hits().forEach(hit -> paged.add(hit.key().id()));
                next = page.next();
            } while (next != null);
            assertThat(whole).hasSize(25);
            assertThat(paged).isEqualTo(whole);
        }
    }

    @Test
    void paging_is_stable_while_others_are_indexed_and_removed() {
        put(IntStream.range(0, 20)
                .mapToObj(i -> evidence("e%02d".formatted(i), "考勤记录"))
                .toArray(EntryBuilder[]::new));
        List<String> before = found(ask("考勤").size(20));

        Hits first = search(ask("考勤").size(5));
        put(evidence("a-new-one", "考勤考勤"), evidence("e03-later", "考勤"));
        index.remove(List.of(new EntryKey("510900", EntryKind.EVIDENCE, "e10")));
        index.refresh();
        Hits second = search(ask("考勤").size(5).after(first.next()));
        Hits third = search(ask("考勤").size(10).after(second.next()));

        List<String> paged = new ArrayList<>();
        List.of(first, second, third)
                .forEach(page -> page.hits().forEach(hit -> paged.add(hit.key().id())));
        assertThat(paged).isEqualTo(before);
        assertThat(third.next()).isNull();
        assertThat(third.total()).isEqualTo(20);
    }

    @Test
    void a_cursor_of_another_search_or_changed_by_hand_is_refused() {
        put(evidence("a", "考勤"), evidence("b", "考勤"));
        String next = Objects.requireNonNull(search(ask("考勤").size(1)).next());

        assertInvalid(ask("培训").after(next), Reason.CURSOR_INVALID);
        assertInvalid(ask("考勤").sort(SearchRequest.Sort.NEWEST).after(next), Reason.CURSOR_INVALID);
        assertInvalid(ask("考勤").filter(Facet.YEAR, "2023").after(next), Reason.CURSOR_INVALID);
        assertInvalid(ask("考勤").after(next.substring(0, next.length() - 2)), Reason.CURSOR_INVALID);
        assertInvalid(ask("考勤").after(next + "AA"), Reason.CURSOR_INVALID);
    }

    // ---- what a hit shows

    @Test
    void a_hit_shows_the_marked_title_and_the_best_places_with_their_pages() {
        put(evidence("a", "2023年考勤管理制度")
                .page(1, "第一章　总则。本办法适用于全体工作人员。")
                .page(2, "第二章　考勤。窗口人员实行指纹考勤，考勤结果按月公示。")
                .page(3, "第三章　附则。"));

        Hits.Hit hit = search(ask("窗口 考勤")).hits().getFirst();

        assertThat(hit.title().text()).isEqualTo("2023年考勤管理制度");
        assertThat(marked(hit.title())).containsExactly("考勤");
        assertThat(hit.passages()).hasSize(1);
        assertThat(hit.passages().getFirst().page()).isEqualTo(2);
        assertThat(marked(hit.passages().getFirst().text())).containsExactly("考勤", "窗口", "考勤", "考勤");
    }

    @Test
    void what_only_the_title_has_shows_no_places_and_a_format_without_pages_no_page() {
        put(evidence("a", "考勤制度", "全文见附件。"), evidence("b", "制度", "考勤见附件。"));

        assertThat(search(ask("制度 考勤 附件")).hits())
                .allSatisfy(hit -> assertThat(hit.passages())
                        .allSatisfy(place -> assertThat(place.page()).isNull()));
        assertThat(search(ask("考勤制度")).hits())
                .filteredOn(hit -> hit.key().id().equals("a"))
                .singleElement()
                .satisfies(hit -> assertThat(hit.passages()).isEmpty());
    }

    @Test
    void marks_stand_in_the_original_whatever_its_forms() {
        put(evidence("a", "ＡＢＣ㈠號視窗", "川政公函﹝２０２２﹞１８７號：縣級政務\n服務中心評價"));

        Hits.Hit hit = search(ask("政务服务中心")).hits().getFirst();
        assertThat(marked(hit.passages().getFirst().text())).containsExactly("政務\n服務中心");
        hit = search(ask("川政公函〔2022〕187号")).hits().getFirst();
        assertThat(marked(hit.passages().getFirst().text())).containsExactly("川政公函﹝２０２２﹞１８７號");
        hit = search(ask("abc")).hits().getFirst();
        assertThat(marked(hit.title())).containsExactly("ＡＢＣ");
    }

    // ---- evidence for a criterion

    @Test
    void like_ranks_by_how_much_of_a_long_text_an_entry_has() {
        String criterion = "设置“办不成事”反映窗口，公开办理流程，建立工作台账，及时回应企业和群众诉求，得2分。";
        put(
                evidence("best", "办不成事反映窗口工作台账", "反映窗口受理企业和群众诉求，公开流程，逐件登记回应。"),
                evidence("some", "工作台账", "办不成事登记，企业诉求三件。"),
                evidence("little", "群众来信"),
                evidence("none", "食堂采购合同", "大米与食用油。"));

        assertThat(found(ask(criterion).like())).startsWith("best", "some").doesNotContain("none");
        assertThat(found(criterion)).isEmpty();
    }

    @Test
    void like_reads_a_text_of_any_length() {
        put(evidence("a", "考勤记录"));

        assertThat(found(ask("考勤记录".repeat(2000)).like())).containsExactly("a");
        assertThat(found(ask("").like())).containsExactly("a");
        assertThat(found(ask("……").like())).isEmpty();
    }

    @Test
    void preferred_criteria_come_first_among_hits_of_like_relevance() {
        put(
                evidence("a", "考勤记录").value(Facet.CRITERION, "s/1"),
                evidence("b", "考勤记录").value(Facet.CRITERION, "s/2", "s/3"),
                evidence("c", "考勤考勤考勤考勤记录"));

        assertThat(found(ask("考勤").prefer("s/2"))).endsWith("a").contains("b", "c");
        assertThat(found(ask("考勤记录").prefer("s/3", "s/9"))).first().isEqualTo("b");
    }

    @Test
    void what_was_handed_in_for_the_criterion_is_found_even_without_a_word_of_it() {
        put(
                evidence("photo", "IMG_0001").value(Facet.CRITERION, "s/1"),
                evidence("other", "IMG_0002").value(Facet.CRITERION, "s/2"));

        assertThat(found(ask("设置反映窗口").like().prefer("s/1"))).containsExactly("photo");
    }

    // ---- suggestions

    @ParameterizedTest
    @ValueSource(
            strings = {"便", "便民", "便民服务中心", "便民服务中心建设", "bian", "bianminfu", "bian min", "bm", "bmfwzx", "BMFW", "便民fu"
            })
    void a_title_is_suggested_by_its_beginning_its_pinyin_and_its_initials(String typed) {
        put(evidence("a", "便民服务中心建设规范"), evidence("b", "考勤记录"));

        assertThat(suggested(typed)).containsExactly("便民服务中心建设规范");
    }

    @ParameterizedTest
    @ValueSource(strings = {"服务中心", "建设规范", "规范", "fuwuzhongxin", "jsgf", "guifan", "2.0", "v2"})
    void a_title_is_suggested_by_the_beginning_of_its_parts(String typed) {
        put(evidence("a", "便民服务中心建设规范 V2.0"), evidence("b", "考勤记录"));

        assertThat(suggested(typed)).containsExactly("便民服务中心建设规范 V2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chongqing", "zhongqing", "cq", "yinhang", "yinxing", "yh", "重庆"})
    void a_character_with_several_readings_is_found_by_each(String typed) {
        put(evidence("a", typed.startsWith("y") ? "银行流水" : "重庆通办清单"));

        assertThat(suggested(typed)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"川政", "川政公函〔2022", "川政公函（2022）18", "川政公函20221", "187", "2022187", "czgh", "chuanzheng"})
    void a_document_number_is_suggested_by_its_beginning_and_by_its_parts(String typed) {
        put(entry(EntryKind.DOCUMENT, "a", "关于公布名单的函").number("川政公函〔2022〕187号"));

        assertThat(suggested(typed)).containsExactly("川政公函〔2022〕187号");
    }

    @Test
    void the_beginning_of_a_title_is_suggested_before_a_part_and_the_shorter_first() {
        put(evidence("1", "窗口考勤"), evidence("2", "考勤管理制度（试行）"), evidence("3", "考勤制度"), evidence("4", "培训"));

        assertThat(suggested("考勤")).containsExactly("考勤制度", "考勤管理制度（试行）", "窗口考勤");
        assertThat(suggested("kq")).containsExactly("考勤制度", "考勤管理制度（试行）", "窗口考勤");
    }

    @Test
    void a_text_is_suggested_once_however_many_bear_it() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            entries.add(evidence("same%03d".formatted(i), "考勤表").build());
        }
        entries.add(evidence("other", "考勤记录").build());
        index.put(entries);
        index.refresh();

        List<Suggestion> suggestions = index.suggest(typed("考勤"));
        assertThat(suggestions).extracting(Suggestion::text).containsExactly("考勤表", "考勤记录");
        assertThat(suggestions.getFirst().key().id()).isEqualTo("same000");
    }

    @Test
    void texts_that_many_bear_leave_room_for_each_other() {
        // In batches, so that an engine has each text in several places.
        for (int i = 39; i >= 0; i--) {
            List<Entry> entries = new ArrayList<>();
            for (String title : List.of("考勤登记表", "考勤表", "考勤制度", "考勤制度汇编", "窗口考勤")) {
                entries.add(evidence(title + "%02d".formatted(i), title).build());
            }
            index.put(entries);
        }
        index.refresh();

        assertThat(index.suggest(new SuggestRequest("考", Set.of(Sample.GRANT), Set.of(), 3)))
                .extracting(each -> each.key().id())
                .containsExactly("考勤表00", "考勤制度00", "考勤登记表00");
        assertThat(suggested("k")).containsExactly("考勤表", "考勤制度", "考勤登记表", "考勤制度汇编", "窗口考勤");
    }

    @Test
    void suggestions_are_as_many_and_of_the_kinds_that_are_asked_for() {
        put(evidence("1", "考勤甲"), evidence("2", "考勤乙"), entry(EntryKind.CRITERION, "3", "考勤丙"));

        assertThat(index.suggest(new SuggestRequest("考勤", Set.of(Sample.GRANT), Set.of(EntryKind.CRITERION), 10)))
                .extracting(Suggestion::text)
                .containsExactly("考勤丙");
        assertThat(index.suggest(new SuggestRequest("考勤", Set.of(Sample.GRANT), Set.of(), 2)))
                .hasSize(2);
        assertThat(suggested(" ？")).isEmpty();
        assertThat(suggested("")).isEmpty();
        assertThat(suggested("考".repeat(3000))).isEmpty();
    }

    // ---- keeping

    @Test
    void an_entry_put_again_takes_the_place_of_the_one_before() {
        put(evidence("a", "考勤记录").value(Facet.UNIT, "u1"));
        put(evidence("a", "考勤记录").value(Facet.UNIT, "u1"));
        assertThat(search(ask("考勤").count(Facet.UNIT)).counts().get(Facet.UNIT)).containsExactly(new Count("u1", 1));

        put(evidence("a", "培训记录").readers("other"));
        assertThat(found("考勤")).isEmpty();
        assertThat(found("培训")).isEmpty();
        assertThat(found(ask("培训").grants("other"))).containsExactly("a");
    }

    @Test
    void one_key_twice_in_a_batch_leaves_the_later() {
        put(evidence("a", "考勤记录"), evidence("a", "培训记录"));

        assertThat(search(ask("")).total()).isEqualTo(1);
        assertThat(found("培训")).containsExactly("a");
    }

    @Test
    void entries_of_other_tenants_and_kinds_with_the_same_id_are_others() {
        put(
                evidence("a", "考勤"),
                entry(EntryKind.CLAUSE, "a", "考勤"),
                evidence("a", "考勤").tenant("511000"));

        assertThat(search(ask("考勤")).hits())
                .extracting(hit -> hit.key().toString())
                .containsExactly("510900/CLAUSE/a", "510900/EVIDENCE/a", "511000/EVIDENCE/a");
    }

    @Test
    void a_key_may_be_as_long_as_any_engine_takes_and_no_longer() {
        String longest = "x".repeat(512 - "510900/EVIDENCE/".length());
        put(evidence(longest, "考勤"));
        assertThat(found("考勤")).containsExactly(longest);

        index.remove(List.of(new EntryKey("510900", EntryKind.EVIDENCE, longest)));
        index.refresh();
        assertThat(found("考勤")).isEmpty();
        assertThatThrownBy(() -> new EntryKey("510900", EntryKind.EVIDENCE, longest + "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_removed_is_not_found_and_removing_again_changes_nothing() {
        put(evidence("a", "考勤"), evidence("b", "考勤"));
        List<EntryKey> a = List.of(new EntryKey("510900", EntryKind.EVIDENCE, "a"));

        index.remove(a);
        index.remove(a);
        index.remove(List.of());
        index.refresh();

        assertThat(found("考勤")).containsExactly("b");
        assertThat(suggested("考勤")).containsExactly("考勤");
    }

    @Test
    void what_a_rebuild_did_not_stamp_anew_is_removed_from_its_tenant_and_kind_alone() {
        put(
                evidence("old", "考勤").stamp(999),
                evidence("new", "考勤").stamp(1000),
                entry(EntryKind.CLAUSE, "kind", "考勤").stamp(1),
                evidence("tenant", "考勤").tenant("511000").stamp(1));

        index.removeOlder("510900", EntryKind.EVIDENCE, 1000);
        index.refresh();

        assertThat(found("考勤")).containsExactlyInAnyOrder("new", "kind", "tenant");
    }

    @Test
    void a_new_index_is_not_filled_until_somebody_says_so() {
        assertThat(index.isFilled()).isFalse();
        put(evidence("a", "考勤"));
        assertThat(index.isFilled()).isFalse();

        index.filled();

        assertThat(index.isFilled()).isTrue();
        put(evidence("b", "考勤"));
        assertThat(index.isFilled()).isTrue();
        assertThat(found("考勤")).containsExactly("a", "b");
    }

    @Test
    void an_entry_of_a_hundred_pages_is_found_by_its_last() {
        EntryBuilder entry = evidence("a", "汇编");
        for (int page = 1; page <= 100; page++) {
            entry.page(page, "第%d页的内容是各窗口办理事项的登记情况，".formatted(page).repeat(50));
        }
        put(entry.page(101, "落款：便民服务中心"));

        assertThat(search(ask("落款")).hits().getFirst().passages())
                .singleElement()
                .satisfies(place -> assertThat(place.page()).isEqualTo(101));
    }

    @Test
    void nonsense_is_indexed_and_asked_for_without_harm() {
        String letters = "x".repeat(40_000);
        String han = "政".repeat(40_000);
        put(
                evidence("a", letters, letters, han, "\u0000\uD800\uFFFF😀﷽", ""),
                evidence("b", "", ""),
                evidence("c", "title/with/slashes").value(Facet.ISSUER, "a\nb"));

        assertThat(found("政政政")).containsExactly("a");
        assertThat(found("xx")).isEmpty();
        for (String text :
                List.of("\uD800", "😀", "\u0000", "* ? ~ ( ) [ ] { } : \\ / AND OR NOT", "😀考勤", "-", "--", "-\"")) {
            search(ask(text));
            index.suggest(typed(text));
        }
    }
}
