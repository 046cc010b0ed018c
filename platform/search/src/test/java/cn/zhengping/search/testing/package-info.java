/** For tests and benchmarks: a real Elasticsearch process. */
@NullMarked
package cn.zhengping.search.testing;

import org.jspecify.annotations.NullMarked;
