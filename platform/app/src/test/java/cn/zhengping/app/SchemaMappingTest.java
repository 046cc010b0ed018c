package cn.zhengping.app;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.SchemaInspection;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApplicationTest
class SchemaMappingTest {

    @Autowired
    private SchemaInspection inspection;

    @Test
    void every_field_is_answered_by_code_that_agrees_on_what_can_be_null() {
        var report = inspection.report();

        assertThat(report.unmappedFields())
                .extracting(field -> field.getTypeName() + "." + field.getFieldName())
                .as("connections are Spring's to answer")
                .allMatch(field -> field.matches("\\w+Connection\\.(edges|pageInfo)"));
        assertThat(report.unmappedRegistrations()).isEmpty();
        assertThat(report.unmappedArguments()).isEmpty();
        assertThat(report.fieldNullnessErrors()).isEmpty();
        assertThat(report.argumentNullnessErrors()).isEmpty();
    }
}
