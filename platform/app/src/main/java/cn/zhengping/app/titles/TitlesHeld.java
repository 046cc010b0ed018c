package cn.zhengping.app.titles;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.graphql.Paging;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the units of the tenant have won, in campaigns of whomever. Everybody in the tenant can read it. */
@Service
public class TitlesHeld {

    private static final Role[] READERS = {
        Role.TENANT_ADMIN,
        Role.CAMPAIGN_MANAGER,
        Role.GROUP_LEADER,
        Role.INSPECTOR,
        Role.UNIT_CLERK,
        Role.OBSERVER,
        Role.INTEGRATOR
    };
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Order.desc("grantedAt"), Sort.Order.asc("id"));

    private final Access access;
    private final TitleHeldRepository titles;

    TitlesHeld(Access access, TitleHeldRepository titles) {
        this.access = access;
        this.titles = titles;
    }

    @Transactional(readOnly = true)
    public Window<TitleHeld> list(Paging paging) {
        access.require(READERS);
        return paging.rows(NEWEST_FIRST, titles::findBy);
    }

    /** By unit, the newest first; a unit without titles has no entry. */
    @Transactional(readOnly = true)
    public Map<UUID, List<TitleHeld>> ofUnits(Collection<UUID> unitIds) {
        access.require(READERS);
        return titles.findByUnitIdInOrderByGrantedAtDescIdAsc(unitIds).stream()
                .collect(Collectors.groupingBy(TitleHeld::unitId));
    }
}
