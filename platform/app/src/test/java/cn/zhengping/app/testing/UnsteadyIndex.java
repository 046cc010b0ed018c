package cn.zhengping.app.testing;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Hits;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.SuggestRequest;
import cn.zhengping.search.Suggestion;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;

/** The search index, whose engine a test can take away for a while. */
@TestComponent
public final class UnsteadyIndex implements BeanPostProcessor {

    private volatile BooleanSupplier down = () -> false;

    /** Asked at each call whether the engine is down. */
    public void downIf(BooleanSupplier condition) {
        down = condition;
    }

    public void down() {
        downIf(() -> true);
    }

    /** To be called after every test that takes it down. */
    public void up() {
        downIf(() -> false);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof SearchIndex index ? new Unsteady(index) : bean;
    }

    private final class Unsteady implements SearchIndex {

        private final SearchIndex index;

        Unsteady(SearchIndex index) {
            this.index = index;
        }

        private SearchIndex engine() {
            if (down.getAsBoolean()) {
                throw new SearchIndexException("No engine", new IOException("taken away by a test"));
            }
            return index;
        }

        @Override
        public void put(Collection<Entry> entries) {
            engine().put(entries);
        }

        @Override
        public void remove(Collection<EntryKey> keys) {
            engine().remove(keys);
        }

        @Override
        public void removeOlder(String tenant, EntryKind kind, long stamp) {
            engine().removeOlder(tenant, kind, stamp);
        }

        @Override
        public Hits search(SearchRequest request) {
            return engine().search(request);
        }

        @Override
        public List<Suggestion> suggest(SuggestRequest request) {
            return engine().suggest(request);
        }

        @Override
        public void refresh() {
            engine().refresh();
        }

        @Override
        public boolean isFilled() {
            return engine().isFilled();
        }

        @Override
        public void filled() {
            engine().filled();
        }

        @Override
        public void close() {
            index.close();
        }
    }
}
