package cn.zhengping.search.analysis;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that nobody looks for. */
final class StopWords {

    /** Make a question of what is typed. */
    static final Set<String> QUESTION = Set.of(
            "吗 呢 吧 怎么 怎样 怎么样 怎么办 如何 什么 啥 咋 哪 哪些 哪里 哪个 谁 几 多少 多久 多长 为什么 为何 能不能 要不要 会不会 可不可以 能否 是否 有没有 请问".split(" "));

    /** Also those that say nothing of what is looked for. */
    static final Set<String> ALL = Stream.concat(
                    QUESTION.stream(),
                    Stream.of(
                            ("的 了 啊 和 与 及 或 在 是 对 于 等 被 把 向 从 由 到 为 以 并 且 之 其 所 也 就 都 而 有 无 不 没 没有 还 给 要 能 会 得 才 再 又 很 太 个 些 这 那 请 "
                                            + "可以 能够 应该 才能 不能 不要 不会 关于 以及 或者 并且")
                                    .split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    private StopWords() {}
}
