package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.FLOOR_ABOVE_BASE;
import static cn.zhengping.packs.PackError.Code.GRADES_NOT_FALLING;
import static cn.zhengping.packs.PackError.Code.GRADE_WITHOUT_FROM;
import static cn.zhengping.packs.PackError.Code.LOWEST_GRADE_WITH_FROM;
import static cn.zhengping.packs.PackError.Code.MISSING_FIELD;
import static cn.zhengping.packs.PackError.Code.NOT_FOR_POSTING;
import static cn.zhengping.packs.PackError.Code.REPEATED_EMPLOYMENT;
import static cn.zhengping.packs.PackError.Code.YEARLY_WITHOUT_YEAR;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.staff.EmploymentType;
import cn.zhengping.spi.staff.Grade;
import cn.zhengping.spi.staff.Occasion;
import cn.zhengping.spi.staff.Period;
import cn.zhengping.spi.staff.StaffPolicy;
import java.util.EnumSet;
import java.util.List;

/** Checks a staff policy as a whole. */
final class PolicyCheck {

    private final YamlFile file;
    private final StaffPolicy policy;

    private PolicyCheck(YamlFile file, StaffPolicy policy) {
        this.file = file;
        this.policy = policy;
    }

    static void check(YamlFile file, StaffPolicy policy, FormulaCheck formulas) {
        StandardCheck.check(file, policy.rules(), formulas);
        new PolicyCheck(file, policy).check();
    }

    private void check() {
        checkOccasion();
        var floor = policy.floor();
        if (floor != null && floor.compareTo(policy.rules().base()) > 0) {
            report(FLOOR_ABOVE_BASE, "floor", floor, policy.rules().base());
        }
        checkGrades();
    }

    private void checkOccasion() {
        if (policy.occasion() == Occasion.POSTING) {
            for (var key : List.of("periods", "yearly", "grades")) {
                if (file.tree().has(key)) {
                    report(NOT_FOR_POSTING, key, key);
                }
            }
            return;
        }
        if (policy.periods().isEmpty()) {
            report(MISSING_FIELD, "periods", "periods");
        } else if (policy.periods().contains(Period.YEAR) && policy.yearly() == null) {
            report(MISSING_FIELD, "yearly", "yearly");
        } else if (!policy.periods().contains(Period.YEAR) && policy.yearly() != null) {
            report(YEARLY_WITHOUT_YEAR, "yearly");
        }
    }

    private void checkGrades() {
        var papers = PaperCheck.documents(file, policy.rules().sources());
        var seen = EnumSet.noneOf(EmploymentType.class);
        for (var i = 0; i < policy.grades().size(); i++) {
            var table = policy.grades().get(i);
            var path = "grades[" + i + "]";
            if (!seen.add(table.employment())) {
                report(
                        REPEATED_EMPLOYMENT,
                        path + ".employment",
                        table.employment().name());
            }
            papers.source(path, table.source());
            checkTable(path + ".grades", table.grades());
        }
    }

    private void checkTable(String path, List<Grade> grades) {
        UniqueIds.check(file, path, grades, Grade::id);
        for (var i = 0; i < grades.size(); i++) {
            var from = grades.get(i).from();
            var higher = i == 0 ? null : grades.get(i - 1).from();
            var gradePath = YamlPath.index(path, i) + ".from";
            var last = i == grades.size() - 1;
            if (from == null) {
                if (!last) {
                    report(GRADE_WITHOUT_FROM, gradePath, grades.get(i).id());
                }
            } else if (last) {
                report(LOWEST_GRADE_WITH_FROM, gradePath, grades.get(i).id());
            } else if (higher != null && from.compareTo(higher) >= 0) {
                report(GRADES_NOT_FALLING, gradePath, from, higher);
            }
        }
    }

    private void report(Code code, String path, Object... arguments) {
        file.report(code, path, code.message(arguments));
    }
}
