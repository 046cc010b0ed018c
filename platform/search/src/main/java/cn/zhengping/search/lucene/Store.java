package cn.zhengping.search.lucene;

import cn.zhengping.search.SearchIndexException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a directory so that what a call has answered is on the disk. Callers that wait for the disk at one time share one
 * commit. After a failure the writer is thrown away with what nobody was answered yet, and the next call begins with a new one.
 */
final class Store implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Store.class.getName());
    private static final double BUFFER_MB = 64;
    private static final long ALWAYS = Long.MAX_VALUE;

    private final Directory directory;
    private final Runnable afterCommit;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Writing current;
    private boolean closed;

    /** What is written with one writer. */
    private static final class Writing {

        private final IndexWriter writer;
        private final ReentrantLock committing = new ReentrantLock();
        private long committed = -1;

        private Writing(IndexWriter writer) {
            this.writer = writer;
        }
    }

    /** Answers the sequence number of its last change. */
    @FunctionalInterface
    interface Change {
        long apply(IndexWriter writer) throws IOException;
    }

    /** @param afterCommit makes what was written visible; called by one thread at a time */
    Store(Directory directory, Runnable afterCommit) throws IOException {
        this.directory = directory;
        this.afterCommit = afterCommit;
        this.current = open(directory);
        if (!DirectoryReader.indexExists(directory)) {
            current.writer.commit();
        }
    }

    void write(Change change) {
        Writing writing = writing();
        try {
            commit(writing, change.apply(writing.writer));
        } catch (IOException | IllegalStateException e) {
            discard(writing);
            throw new SearchIndexException("The search index cannot be written: " + e.getMessage(), e);
        }
    }

    private void commit(Writing writing, long change) throws IOException {
        writing.committing.lock();
        try {
            if (writing.committed < change) {
                long committed = writing.writer.commit();
                writing.committed = change == ALWAYS ? committed : Math.max(change, committed);
                afterCommit.run();
            }
        } finally {
            writing.committing.unlock();
        }
    }

    private Writing writing() {
        opening.lock();
        try {
            if (closed) {
                throw new SearchIndexException("The search index is closed", new IllegalStateException("closed"));
            }
            if (current == null || !current.writer.isOpen()) {
                discard(current);
                current = open(directory);
            }
            return current;
        } catch (IOException e) {
            throw new SearchIndexException("The search index cannot be written: " + e.getMessage(), e);
        } finally {
            opening.unlock();
        }
    }

    private void discard(@Nullable Writing writing) {
        opening.lock();
        try {
            if (writing != null) {
                try {
                    writing.writer.rollback();
                } catch (IOException | IllegalStateException e) {
                    LOG.log(System.Logger.Level.WARNING, "A writer of the search index could not be rolled back", e);
                }
            }
            if (current == writing) {
                current = null;
            }
        } finally {
            opening.unlock();
        }
    }

    private static Writing open(Directory directory) throws IOException {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler() {
            @Override
            protected void handleMergeException(Throwable exc) {
                // The writer is closed by then; the next call opens another, and says so if that fails.
                LOG.log(System.Logger.Level.WARNING, "A merge of the search index failed", exc);
            }
        };
        IndexWriterConfig config = new IndexWriterConfig()
                .setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION))
                .setRAMBufferSizeMB(BUFFER_MB)
                .setMergeScheduler(merges);
        return new Writing(new IndexWriter(directory, config));
    }

    /** Keeps a note with the index. */
    void note(Map<String, String> note) {
        write(writer -> {
            writer.setLiveCommitData(note.entrySet());
            return ALWAYS;
        });
    }

    /** Everything that a call has answered was committed: there is nothing to wait for. */
    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            discard(current);
        } finally {
            opening.unlock();
        }
    }
}
