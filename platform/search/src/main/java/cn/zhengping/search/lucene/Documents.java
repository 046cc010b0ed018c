package cn.zhengping.search.lucene;

import cn.zhengping.search.Entry;
import cn.zhengping.search.Passage;
import cn.zhengping.search.analysis.IndexField;
import cn.zhengping.search.analysis.IndexedEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** Entries as Lucene's documents. */
final class Documents {

    static final String TITLE = "original_title";
    static final String PASSAGES = "original_passages";

    private static final FieldType GRAMS = tokens(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static final FieldType WORDS = tokens(IndexOptions.DOCS_AND_FREQS);

    private Documents() {}

    static Document of(Entry entry, IndexedEntry indexed) {
        Document document = new Document();
        indexed.grams()
                .forEach((field, tokens) -> document.add(new Field(
                        field.id(), new Tokens(tokens), field.kind() == IndexField.Kind.GRAMS ? GRAMS : WORDS)));
        indexed.keywords().forEach((field, values) -> {
            for (String value : values) {
                document.add(new StringField(field.id(), value, Field.Store.NO));
                if (field.kind() == IndexField.Kind.FACET) {
                    document.add(new SortedSetDocValuesField(field.id(), new BytesRef(value)));
                }
            }
        });
        document.add(new SortedDocValuesField(
                IndexField.KEY.id(), new BytesRef(entry.key().toString())));
        indexed.values()
                .forEach((field, value) -> document.add(new SortedDocValuesField(field.id(), new BytesRef(value))));
        indexed.longs().forEach((field, value) -> document.add(new NumericDocValuesField(field.id(), value)));
        document.add(new LongPoint(IndexField.STAMP.id(), entry.stamp()));
        document.add(new StoredField(TITLE, entry.title()));
        document.add(new StoredField(PASSAGES, write(entry.passages())));
        return document;
    }

    private static byte[] write(List<Passage> passages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Passage passage : passages) {
                byte[] text = passage.text().getBytes(StandardCharsets.UTF_8);
                out.writeInt(passage.page() == null ? 0 : passage.page());
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Passage> read(BytesRef bytes) throws IOException {
        List<Passage> passages = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length));
        while (in.available() > 0) {
            int page = in.readInt();
            byte[] text = in.readNBytes(in.readInt());
            passages.add(new Passage(page == 0 ? null : page, new String(text, StandardCharsets.UTF_8)));
        }
        return passages;
    }

    private static FieldType tokens(IndexOptions options) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    /** Tokens as they are. */
    private static final class Tokens extends TokenStream {

        private final List<String> tokens;
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private int next;

        private Tokens(List<String> tokens) {
            this.tokens = tokens;
        }

        @Override
        public boolean incrementToken() {
            if (next == tokens.size()) {
                return false;
            }
            clearAttributes();
            term.append(tokens.get(next++));
            return true;
        }

        @Override
        public void reset() {
            next = 0;
        }
    }
}
