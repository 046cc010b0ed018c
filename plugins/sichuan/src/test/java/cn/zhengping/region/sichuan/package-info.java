/** Proof of the region: its packaged plugin keeps the contract, and sheets come to what was computed by hand. */
@NullMarked
package cn.zhengping.region.sichuan;

import org.jspecify.annotations.NullMarked;
