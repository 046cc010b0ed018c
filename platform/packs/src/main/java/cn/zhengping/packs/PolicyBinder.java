package cn.zhengping.packs;

import cn.zhengping.spi.staff.EmploymentType;
import cn.zhengping.spi.staff.Grade;
import cn.zhengping.spi.staff.GradeTable;
import cn.zhengping.spi.staff.Occasion;
import cn.zhengping.spi.staff.Period;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.staff.StaffPost;
import cn.zhengping.spi.staff.YearlyResult;

/** Binds a file of {@code policies/}. */
final class PolicyBinder {

    private PolicyBinder() {}

    static StaffPolicy bind(Field file) {
        return new StaffPolicy(
                StandardBinder.bind("policy", file),
                file.set("posts", post -> post.constant(StaffPost.class)),
                file.get("occasion").constant(Occasion.class),
                file.set("periods", period -> period.constant(Period.class)),
                file.optional("floor", Field::points),
                file.optional("yearly", yearly -> yearly.constant(YearlyResult.class)),
                file.list("grades", PolicyBinder::table));
    }

    private static GradeTable table(Field table) {
        return new GradeTable(
                table.get("employment").constant(EmploymentType.class),
                table.list(
                        "grades",
                        grade -> new Grade(
                                grade.get("id").text(),
                                grade.optional("from", Field::points),
                                grade.get("label").localizedText())),
                PaperBinder.source(table));
    }
}
