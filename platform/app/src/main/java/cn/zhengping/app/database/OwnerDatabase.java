package cn.zhengping.app.database;

import cn.zhengping.tenants.database.PoolPassword;
import javax.sql.DataSource;

/**
 * The database as the role that owns it sees it: for DDL, provisioning and archiving. Deliberately no {@code DataSource}
 * bean, so that nothing gets these connections by accident.
 *
 * @param url what the pool connects to, by a role of its own
 */
public record OwnerDatabase(DataSource connections, String url, PoolPassword poolPassword) {}
