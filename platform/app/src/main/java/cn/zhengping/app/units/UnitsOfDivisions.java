package cn.zhengping.app.units;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.tenants.ProvisioningStep;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantKind;
import cn.zhengping.tenants.divisions.Division;
import cn.zhengping.tenants.divisions.DivisionCode;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import cn.zhengping.tenants.divisions.DivisionLevel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Fills in the units that every new tenant has: its own government centre and, for a county, the centre of each township
 * and the station of each village, as the division directory knows them.
 */
@Component
class UnitsOfDivisions implements ProvisioningStep {

    private static final Pattern COMMITTEE = Pattern.compile("(村|社区)?(?:村民|居民)?(?:村)?(?:委员会|委会|居委会)$");
    private static final int BATCH = 500;

    private final DivisionDirectory divisions;

    UnitsOfDivisions(DivisionDirectory divisions) {
        this.divisions = divisions;
    }

    @Override
    public void provision(Tenant tenant, Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into service_unit (id, version, kind, name, division, state) values (?, 0, ?, ?, ?, 'OPEN')")) {
            var batch = new Batch(insert);
            batch.add(
                    UnitKind.GOVERNMENT_CENTRE,
                    tenant.name() + "政务服务中心",
                    tenant.code().value());
            if (tenant.kind() == TenantKind.COUNTY) {
                var county = new DivisionCode(tenant.code().value());
                for (var township : divisions.descendants(county, DivisionLevel.TOWNSHIP)) {
                    batch.add(
                            UnitKind.TOWNSHIP_CENTRE,
                            township.name() + "便民服务中心",
                            township.code().value());
                }
                for (var village : divisions.descendants(county, DivisionLevel.VILLAGE)) {
                    batch.add(
                            UnitKind.VILLAGE_STATION,
                            stationName(village),
                            village.code().value());
                }
            }
            batch.flush();
        }
    }

    /** 某某村村委会 has the 某某村便民服务站, 某某社区居委会 the 某某社区便民服务站. */
    static String stationName(Division village) {
        return COMMITTEE.matcher(village.name()).replaceFirst("$1") + "便民服务站";
    }

    private static final class Batch {

        private final PreparedStatement insert;
        private int waiting;

        Batch(PreparedStatement insert) {
            this.insert = insert;
        }

        void add(UnitKind kind, String name, String division) throws SQLException {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, kind.name());
            insert.setString(3, name);
            insert.setString(4, division);
            insert.addBatch();
            if (++waiting % BATCH == 0) {
                insert.executeBatch();
            }
        }

        void flush() throws SQLException {
            insert.executeBatch();
        }
    }
}
