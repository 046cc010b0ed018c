/** The engine of a cluster: a stock Elasticsearch 8.19 or 9, without plugins, which is sent tokens and never analyzes. */
@NullMarked
package cn.zhengping.search.elasticsearch;

import org.jspecify.annotations.NullMarked;
