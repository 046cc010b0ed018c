package cn.zhengping.packs;

import cn.zhengping.spi.form.FormTemplate;
import java.util.Set;

/** Binds and checks a file of {@code forms/}. */
final class FormBinder {

    private FormBinder() {}

    static FormTemplate bind(Field file) {
        return new FormTemplate(
                file.get("form").text(),
                file.get("version").text(),
                file.get("title").localizedText(),
                file.list(
                        "fields",
                        field -> new FormTemplate.Field(
                                field.get("id").text(),
                                field.get("label").localizedText(),
                                field.get("kind").constant(FormTemplate.Field.Kind.class),
                                field.optional("required", Field::flag, false),
                                PaperBinder.source(field))),
                PaperBinder.sources(file),
                PaperBinder.readings(file));
    }

    static void check(YamlFile file, FormTemplate form) {
        UniqueIds.check(file, "fields", form.fields(), FormTemplate.Field::id);
        var papers = PaperCheck.of(file, form.sources());
        papers.sources("fields", form.fields(), FormTemplate.Field::source);
        papers.readings(form.readings(), Set.of());
    }
}
