package cn.zhengping.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Hits;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.SearchRequest.Match;
import cn.zhengping.search.SearchRequest.Sort;
import cn.zhengping.search.SuggestRequest;
import cn.zhengping.search.lucene.LuceneSearchIndex;
import cn.zhengping.search.quality.Judged;
import cn.zhengping.search.testing.ElasticsearchNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same entries and searches on both engines, with nothing deleted, as how rare a word is includes what is deleted until it
 * is merged away. Both order by score and then by key, so that ids are compared in their order; a score is a sum of floats, of
 * which the engines may add the parts in another order, so that scores are compared to a ten-thousandth of themselves.
 */
@ExtendWith(SharedNode.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnginesAnswerAlikeTest {

    private static final Judged JUDGED = Judged.read();
    private static final Set<String> GRANTS = Set.of(Judged.TENANT, "of-nobody");

    private SearchIndex lucene;
    private SearchIndex onOneShard;
    private SearchIndex onThreeShards;

    @BeforeAll
    void fill(ElasticsearchNode node, @TempDir Path folder) throws IOException {
        lucene = new LuceneSearchIndex(folder, SharedNode.ANALYSIS);
        onOneShard = SharedNode.empty(node, SharedNode.settings(node));
        onThreeShards = SharedNode.again(SharedNode.settings(node, 3, "zhengping-three", SharedNode.PATIENT));
        for (SearchIndex each : List.of(lucene, onOneShard, onThreeShards)) {
            each.put(JUDGED.entries());
            each.refresh();
        }
    }

    @AfterAll
    void close() {
        for (SearchIndex each : List.of(lucene, onOneShard, onThreeShards)) {
            each.close();
        }
    }

    static Stream<SearchRequest> judged() {
        return JUDGED.queries().stream()
                .map(query -> request(query.text(), query.match(), query.filters(), Sort.RELEVANCE, Set.of()));
    }

    static Stream<SearchRequest> others() {
        Map<Facet, Set<String>> narrow = Map.of(
                Facet.KIND,
                Set.of("EVIDENCE", "CLAUSE"),
                Facet.YEAR,
                Set.of("2023", "2021"),
                Facet.REGION,
                Set.of("510000"));
        Set<String> preferred = JUDGED.entries().stream()
                .flatMap(entry -> entry.values().getOrDefault(Facet.CRITERION, Set.of()).stream())
                .sorted()
                .limit(5)
                .collect(Collectors.toSet());
        return Stream.concat(
                Stream.of(
                                " ",
                                "？",
                                "台",
                                "的",
                                "服务",
                                "政务服务 -台账",
                                "\"便民服务中心\" -“照片”",
                                "zhengwu",
                                "bmfw",
                                "青府发 2号",
                                "青府发〔2013〕2号",
                                "2023",
                                "pdf",
                                "窗口工作人员着装规范情况通报",
                                "便民中心一窗受理好差评",
                                "服务服务服务",
                                "没有这样的东西")
                        .flatMap(text -> Stream.of(
                                request(text, Match.WORDS, Map.of(), Sort.RELEVANCE, Set.of()),
                                request(text, Match.WORDS, narrow, Sort.RELEVANCE, preferred),
                                request(text, Match.WORDS, narrow, Sort.NEWEST, Set.of()),
                                request(text, Match.WORDS, Map.of(), Sort.OLDEST, Set.of()),
                                request(text, Match.LIKE, Map.of(), Sort.RELEVANCE, preferred))),
                JUDGED.entries().stream()
                        .filter(entry -> entry.key().kind() == EntryKind.CRITERION)
                        .limit(20)
                        .map(entry -> request(
                                entry.title() + entry.passages(), Match.LIKE, narrow, Sort.RELEVANCE, preferred)));
    }

    private static SearchRequest request(
            String text, Match match, Map<Facet, Set<String>> filters, Sort sort, Set<String> preferred) {
        return new SearchRequest(
                text,
                match,
                GRANTS,
                filters,
                EnumSet.allOf(Facet.class),
                sort,
                List.of(Set.of("值班表", "排班表")),
                preferred,
                // Also pages whose texts are fetched in parts.
                match == Match.LIKE ? 50 : 10,
                null);
    }

    @ParameterizedTest
    @MethodSource({"judged", "others"})
    void the_first_pages_totals_and_counts_are_the_same(SearchRequest request) {
        check(request, onOneShard);
        check(request, onThreeShards);
    }

    private void check(SearchRequest request, SearchIndex elasticsearch) {
        String afterExpected = null;
        String afterActual = null;
        for (int page = 0; page < 3; page++) {
            Hits expected = lucene.search(after(request, afterExpected));
            Hits actual = elasticsearch.search(after(request, afterActual));
            assertThat(ids(actual)).isEqualTo(ids(expected));
            assertThat(actual.total()).isEqualTo(expected.total());
            assertThat(actual.counts()).isEqualTo(expected.counts());
            for (int i = 0; i < expected.hits().size(); i++) {
                Hits.Hit hit = expected.hits().get(i);
                assertThat(actual.hits().get(i).score()).isCloseTo(hit.score(), within(hit.score() * 1e-4));
                assertThat(actual.hits().get(i).title()).isEqualTo(hit.title());
                assertThat(actual.hits().get(i).passages()).isEqualTo(hit.passages());
            }
            afterExpected = expected.next();
            afterActual = actual.next();
            assertThat(afterActual == null).isEqualTo(afterExpected == null);
            if (afterExpected == null) {
                break;
            }
        }
    }

    private static SearchRequest after(SearchRequest request, @Nullable String after) {
        return new SearchRequest(
                request.text(),
                request.match(),
                request.grants(),
                request.filters(),
                request.counts(),
                request.sort(),
                request.synonyms(),
                request.preferred(),
                request.size(),
                after);
    }

    private static List<String> ids(Hits hits) {
        return hits.hits().stream().map(hit -> hit.key().toString()).toList();
    }

    static Stream<String> typed() {
        return Stream.concat(
                Stream.of(
                        "b",
                        "bm",
                        "bianmin",
                        "zheng",
                        "zw",
                        "便",
                        "便民",
                        "服务中心",
                        "青府发",
                        "青府发﹝2013",
                        "2",
                        "20",
                        "便民fu",
                        "v"),
                IntStream.range(0, 40)
                        .mapToObj(i -> JUDGED.entries().get(i * 11).title())
                        .map(title -> title.substring(0, Math.min(3, title.length()))));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void suggestions_are_the_same(String typed) {
        for (Set<EntryKind> kinds : List.of(Set.<EntryKind>of(), Set.of(EntryKind.EVIDENCE, EntryKind.DOCUMENT))) {
            SuggestRequest request = new SuggestRequest(typed, GRANTS, kinds, 10);
            assertThat(onOneShard.suggest(request)).isEqualTo(lucene.suggest(request));
            assertThat(onThreeShards.suggest(request)).isEqualTo(lucene.suggest(request));
        }
    }
}
