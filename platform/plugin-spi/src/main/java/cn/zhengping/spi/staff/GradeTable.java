package cn.zhengping.spi.staff;

import cn.zhengping.spi.standard.SourceRef;
import java.util.List;

/**
 * The grades of one type of employment.
 *
 * @param grades highest first, at least one; the last one and no other is without {@code from}
 */
public record GradeTable(EmploymentType employment, List<Grade> grades, SourceRef source) {

    public GradeTable {
        grades = List.copyOf(grades);
    }
}
