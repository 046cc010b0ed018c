package cn.zhengping.spi.language;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import java.util.List;

/**
 * 文明用语与服务忌语.
 *
 * @param id unique among the language standards of its plugin
 * @param situations at least one
 */
public record ServiceLanguage(
        String id,
        String version,
        LocalizedText title,
        List<Situation> situations,
        List<SourceDocument> sources,
        List<Reading> readings) {

    public ServiceLanguage {
        situations = List.copyOf(situations);
        sources = List.copyOf(sources);
        readings = List.copyOf(readings);
    }

    /**
     * When a person is met: 接待办事群众时, 接听电话时.
     *
     * @param id unique within the standard
     * @param polite what is said
     * @param forbidden what is never said
     * @param feeds the rules by which saying it costs points
     */
    public record Situation(
            String id,
            LocalizedText title,
            List<LocalizedText> polite,
            List<LocalizedText> forbidden,
            List<RuleLink> feeds,
            SourceRef source) {

        public Situation {
            polite = List.copyOf(polite);
            forbidden = List.copyOf(forbidden);
            feeds = List.copyOf(feeds);
        }
    }

    /**
     * A rule of a staff policy.
     *
     * @param policy id of a policy of the same plugin
     * @param criterion id of a criterion of it
     */
    public record RuleLink(String policy, String criterion) {}
}
