package cn.zhengping.search.analysis;

import cn.zhengping.search.EntryKind;
import cn.zhengping.search.SuggestRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is typed so far in terms of the index. */
final class SuggestAnalysis {

    private SuggestAnalysis() {}

    static SuggestPlan plan(SuggestRequest request) {
        // Where ü has no key, it is typed v.
        String typed =
                Compact.of(request.typed().replace('ü', 'v').replace('Ü', 'v')).unbroken();
        List<Asked> filters = new ArrayList<>();
        filters.add(new Asked.AnyOf(IndexField.READERS, request.grants()));
        if (!request.kinds().isEmpty()) {
            filters.add(new Asked.AnyOf(
                    IndexField.KIND,
                    request.kinds().stream().map(EntryKind::name).collect(Collectors.toUnmodifiableSet())));
        }
        Asked filter = QueryAnalysis.conjunction(filters, List.of());
        if (typed.isEmpty()) {
            return new SuggestPlan(new Asked.Nothing(), new Asked.Nothing(), filter);
        }
        boolean han = typed.chars().anyMatch(c -> Compact.isHan((char) c));
        boolean onlyHan = typed.chars().allMatch(c -> Compact.isHan((char) c));
        List<Asked> titles = new ArrayList<>();
        List<Asked> numbers = new ArrayList<>();
        String start = Analysis.cut(typed, Analysis.LONGEST_START);
        starting(IndexField.START, start, 3, titles);
        starting(IndexField.NUMBER_START, start, 3, numbers);
        if (han) {
            titles.add(new Asked.Constant(QueryAnalysis.in(IndexField.TITLE, typed), 1));
            if (!onlyHan) {
                String letters = Pinyin.full(typed);
                starting(IndexField.START, letters, 2, titles);
                starting(IndexField.PART, letters, 1, titles);
                starting(IndexField.NUMBER_START, letters, 2, numbers);
            }
        } else {
            starting(IndexField.PART, start, 1, titles);
        }
        return new SuggestPlan(new Asked.Best(titles, 0), new Asked.Best(numbers, 0), filter);
    }

    private static void starting(IndexField field, String typed, float score, List<Asked> into) {
        into.add(new Asked.Constant(
                typed.length() <= Analysis.SHORT_START ? new Asked.Term(field, typed) : new Asked.Prefix(field, typed),
                score));
    }
}
