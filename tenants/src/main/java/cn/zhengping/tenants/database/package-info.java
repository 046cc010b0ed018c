/** Schemas, roles and rights in PostgreSQL, and changelogs that are rendered once and applied to many schemas. */
@NullMarked
package cn.zhengping.tenants.database;

import org.jspecify.annotations.NullMarked;
