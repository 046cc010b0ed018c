package cn.zhengping.packs;

import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import java.time.LocalDate;
import java.util.List;

/** Binds what standards and campaign templates say about the papers that they come from. */
final class PaperBinder {

    private PaperBinder() {}

    static List<SourceDocument> sources(Field file) {
        return file.list(
                "sources",
                source -> new SourceDocument(
                        source.get("id").text(),
                        source.get("title").text(),
                        source.optional("number", Field::text),
                        source.get("issuer").text(),
                        source.optional("date", date -> LocalDate.parse(date.text()))));
    }

    static List<Reading> readings(Field file) {
        return file.list(
                "readings",
                reading -> new Reading(
                        reading.get("id").text(),
                        reading.optional("about", Field::text),
                        reading.get("text").localizedText()));
    }

    static SourceRef source(Field of) {
        var source = of.get("source");
        return new SourceRef(
                source.get("document").text(),
                source.optional("annex", Field::text),
                source.get("row").text());
    }
}
