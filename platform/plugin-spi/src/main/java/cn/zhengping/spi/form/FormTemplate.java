package cn.zhengping.spi.form;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import java.util.List;

/**
 * A printed form, 指导记录表 for instance.
 *
 * @param id unique among the forms of its plugin
 * @param fields in the order of the paper, at least one
 */
public record FormTemplate(
        String id,
        String version,
        LocalizedText title,
        List<Field> fields,
        List<SourceDocument> sources,
        List<Reading> readings) {

    public FormTemplate {
        fields = List.copyOf(fields);
        sources = List.copyOf(sources);
        readings = List.copyOf(readings);
    }

    /**
     * Something to fill in.
     *
     * @param id unique within the form
     */
    public record Field(String id, LocalizedText label, Kind kind, boolean required, SourceRef source) {

        /** What it takes. */
        public enum Kind {
            /** One line. */
            TEXT,
            LONG_TEXT,
            DATE_TIME,
            /** A unit of the tenant. */
            UNIT,
            /** One or more names. */
            PEOPLE
        }
    }
}
