package cn.zhengping.search.lucene;

import static cn.zhengping.search.Sample.ask;
import static cn.zhengping.search.Sample.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.analysis.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What was put is found by any piece of it. */
class PiecesTest {

    private static final List<String> WORDS = List.of(
            "便民服务中心", "政务服务", "办不成事", "好差评", "台账", "的", "一窗受理", "乐至县", "宝林镇", "规范", "𬭯", "評價", "２０２３", "187", "号",
            "GB", "综合", "窗口", "《", "》", "，", "〔", "〕", "和", "人员", "不", "了", "ABC", "㎡");

    private static @Nullable Path folder;
    private static @Nullable SearchIndex index;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("pieces");
        index = new LuceneSearchIndex(folder, new Analysis());
    }

    @AfterContainer
    static void close() throws IOException {
        if (index != null) {
            index.close();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    record Piece(List<String> words, int from, int to) {

        String title() {
            return String.join("", words);
        }

        String piece() {
            return String.join("", words.subList(from, to));
        }
    }

    @Provide
    Arbitrary<Piece> pieces() {
        return Arbitraries.of(WORDS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .flatMap(words -> Combinators.combine(
                                Arbitraries.integers().between(0, words.size() - 1),
                                Arbitraries.integers().between(1, words.size()))
                        .as((from, length) -> new Piece(words, from, Math.min(words.size(), from + length))))
                .filter(piece -> whole(piece)
                        && piece.piece()
                                        .codePoints()
                                        .filter(Character::isLetterOrDigit)
                                        .count()
                                > 0);
    }

    /** A number or a word of letters is found as a whole. */
    private static boolean whole(Piece piece) {
        return (piece.from == 0 || !glued(piece.words.get(piece.from - 1), piece.words.get(piece.from)))
                && (piece.to == piece.words.size() || !glued(piece.words.get(piece.to - 1), piece.words.get(piece.to)));
    }

    private static boolean glued(String one, String next) {
        String normal = java.text.Normalizer.normalize(one + "\n" + next, java.text.Normalizer.Form.NFKC);
        return normal.matches("(?s).*([A-Za-z]\n[A-Za-z]|\\d\n\\d).*");
    }

    @Property(tries = 150)
    void an_entry_is_found_by_any_piece_of_its_title_typed_or_quoted(@ForAll("pieces") Piece piece) {
        assertFound(evidence("title", piece.title()), piece);
    }

    @Property(tries = 150)
    void an_entry_is_found_by_any_piece_of_its_text_typed_or_quoted(@ForAll("pieces") Piece piece) {
        assertFound(evidence("text", "IMG", "某某。" + piece.title() + "。某某"), piece);
    }

    private static void assertFound(cn.zhengping.search.Sample.EntryBuilder entry, Piece piece) {
        SearchIndex present = java.util.Objects.requireNonNull(index);
        var built = entry.build();
        present.put(List.of(built));
        present.refresh();
        assertThat(present.search(ask(piece.piece()).request()).hits())
                .as("%s in %s", piece.piece(), piece.title())
                .anyMatch(hit -> hit.key().equals(built.key()));
        assertThat(present.search(ask("\"" + piece.piece() + "\"").request()).hits())
                .as("quoted %s in %s", piece.piece(), piece.title())
                .anyMatch(hit -> hit.key().equals(built.key()));
        present.remove(List.of(built.key()));
    }
}
