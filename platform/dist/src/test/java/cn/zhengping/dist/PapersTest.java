package cn.zhengping.dist;

import static cn.zhengping.dist.RunningDemo.each;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The five papers in the libraries of the demo. */
@ExtendWith(RunningDemo.Shared.class)
class PapersTest {

    private static final String LIBRARY =
            "{ policyDocuments(first: 10) { edges { node { id title issuer issuedOn region { name } number { text } state clauseCount } } } }";

    private static JsonNode only(Person reader) {
        var edges = each(reader.ask(LIBRARY).at("/policyDocuments/edges"));
        assertThat(edges).hasSize(1);
        return edges.getFirst().get("node");
    }

    @Test
    void each_paper_is_once_in_the_library_of_who_issued_it(RunningDemo running) {
        var demo = running.demo();
        demo.publishPapers();
        var baolin = published(demo.person("lezhi-clerk", "512022"), "乐至县宝林镇人民政府");
        var qingshen = published(demo.person("qingshen-clerk", "511425"), "青神县人民政府");
        var sandu = published(demo.person("leiyang-clerk", "430481"), "耒阳市三都镇人民政府");
        published(demo.person("suining-observer", "510900"), "遂宁市政务服务和大数据管理局");
        published(demo.person("luoshan-clerk", "411521"), "罗山县");

        assertThat(baolin.at("/region/name").asString()).isEqualTo("宝林镇");
        assertThat(qingshen.at("/number/text").asString()).isEqualTo("青府发〔2013〕2号");
        assertThat(sandu.at("/number/text").asString()).isEqualTo("三政发〔2020〕46号");
    }

    private static JsonNode published(Person reader, String issuer) {
        var paper = only(reader);
        assertThat(paper.get("issuer").asString()).isEqualTo(issuer);
        assertThat(paper.get("state").asString()).isEqualTo("PUBLISHED");
        assertThat(paper.get("clauseCount").asInt()).isGreaterThan(10);
        return paper;
    }

    @Test
    void a_district_reads_the_notice_of_its_city(RunningDemo running) {
        var clerk = running.demo().person("510903-clerk", "510903");
        var notice = clerk.ask("{ policyDocuments(owner: \"510900\") { edges { node { id } } } }")
                .at("/policyDocuments/edges/0/node/id")
                .asString();

        assertThat(each(clerk.ask(
                                "query($d: ID!) { policyClauses(owner: \"510900\", document: $d, first: 50) { edges { node { path text } } } }",
                                "d",
                                notice)
                        .at("/policyClauses/edges")))
                .anySatisfy(edge -> {
                    assertThat(edge.at("/node/path").asString()).isEqualTo("五/(一)");
                    assertThat(edge.at("/node/text").asString()).contains("85分(含)以上为市级示范便民服务中心");
                });
    }

    @Test
    void a_standard_leads_to_the_paper_that_it_comes_from(RunningDemo running) {
        var clerk = running.demo().person("lezhi-clerk", "512022");
        var sources = each(clerk.ask(
                        "query($r: String!) { standard(ref: $r) { sources { id policyDocument { title owner { code } } } } }",
                        "r",
                        Demo.REF + "model-township-centre")
                .at("/standard/sources"));

        assertThat(sources).anySatisfy(source -> {
            assertThat(source.get("id").asString()).isEqualTo("baolin-2023");
            assertThat(source.at("/policyDocument/owner/code").asString()).isEqualTo("512022");
        });
    }
}
