package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.rows.Row;
import cn.zhengping.rows.Rows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.graphql.data.pagination.CursorEncoder;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.data.query.ScrollPositionCursorStrategy;

/** Pages of rows of a real database, with cursors that went out to a client and came back. */
@SpringBootTest(
        classes = RowPagingTest.Database.class,
        webEnvironment = WebEnvironment.NONE,
        properties = "spring.jpa.hibernate.ddl-auto=create")
class RowPagingTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
    @EntityScan(basePackageClasses = Row.class)
    @EnableJpaRepositories(basePackageClasses = Rows.class)
    static class Database {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        @Bean
        DataSource dataSource(EmbeddedPostgres postgres) {
            return postgres.getPostgresDatabase();
        }
    }

    private static final Sort SORT = Sort.by(Sort.Order.desc("handedIn"), Sort.Order.asc("id"));

    private final CursorStrategy<ScrollPosition> cursors =
            CursorStrategy.withEncoder(new ScrollPositionCursorStrategy(), CursorEncoder.base64());

    @Autowired
    private Rows rows;

    @BeforeEach
    void twenty_five_rows_of_which_ten_each_share_a_moment() {
        var all = new ArrayList<>(IntStream.range(0, 25)
                .mapToObj(number -> new Row(
                        new UUID(1, number),
                        Instant.parse("2023-11-20T01:00:00.123456Z").minusSeconds(number / 10),
                        number))
                .toList());
        Collections.shuffle(all, new Random(7));
        rows.deleteAll();
        rows.saveAll(all);
    }

    private Window<Row> page(@Nullable String cursor, int size, boolean forward) {
        return new Paging(cursor == null ? null : cursors.fromCursor(cursor), size, forward)
                .rows(SORT, rows::findAllBy);
    }

    private static List<Integer> numbers(Window<Row> page) {
        return page.getContent().stream().map(Row::number).toList();
    }

    @Test
    void all_rows_come_once_and_in_order_page_by_page() {
        var seen = new ArrayList<Integer>();
        String cursor = null;
        Window<Row> page;
        do {
            page = page(cursor, 7, true);
            seen.addAll(numbers(page));
            cursor = cursors.toCursor(page.positionAt(page.size() - 1));
        } while (page.hasNext());

        assertThat(seen).isEqualTo(IntStream.range(0, 25).boxed().toList());
    }

    @Test
    void going_back_gives_the_rows_before_the_cursor_in_the_lists_order() {
        var page = page(null, 12, true);
        var before = page(cursors.toCursor(page.positionAt(11)), 3, false);

        assertThat(numbers(before)).containsExactly(8, 9, 10);
        assertThat(numbers(page(null, 2, false))).containsExactly(23, 24);
    }

    @Test
    void rows_that_come_in_between_neither_repeat_nor_hide_others() {
        var cursor = cursors.toCursor(page(null, 5, true).positionAt(4));
        rows.save(new Row(new UUID(2, 0), Instant.parse("2024-01-01T00:00:00Z"), 99));

        assertThat(numbers(page(cursor, 3, true))).containsExactly(5, 6, 7);
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        var offset = cursors.toCursor(ScrollPosition.offset(3));
        var otherKeys = cursors.toCursor(ScrollPosition.forward(Map.of("name", "x", "id", new UUID(1, 1))));
        var otherTypes = cursors.toCursor(ScrollPosition.forward(Map.of("handedIn", "x", "id", 7L)));

        assertThat(List.of(offset, otherKeys, otherTypes))
                .allSatisfy(cursor -> assertThatExceptionOfType(PlatformException.class)
                        .isThrownBy(() -> page(cursor, 3, true))
                        .matches(failure -> failure.code() == GraphQlErrorCode.CURSOR_INVALID));
    }
}
