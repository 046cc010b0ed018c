package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

@TestComponent
@Controller
class LaboratoryController {

    static final List<Thing> THINGS = IntStream.range(0, 250)
            .mapToObj(number -> new Thing("thing " + number))
            .toList();

    record Echo(
            @Nullable String thousandths,
            @Nullable Points points,
            @Nullable BigDecimal decimal,
            @Nullable LocalDate date,
            @Nullable Instant at) {}

    record Total(String exact, String display) {}

    record Thing(String name) {}

    record ThingKey(@Nullable UUID id, @Nullable String name) {}

    record Count(int number) {}

    @QueryMapping
    Echo echo(
            @Argument @Nullable Points points,
            @Argument @Nullable BigDecimal decimal,
            @Argument @Nullable LocalDate date,
            @Argument @Nullable Instant at) {
        var thousandths = points == null ? null : Long.toString(points.thousandths());
        return new Echo(thousandths, points, decimal, date, at);
    }

    @QueryMapping
    LocalizedText spoken() {
        return new LocalizedText("便民服务中心", "Township service centre");
    }

    @QueryMapping
    LocalizedText untranslated() {
        return LocalizedText.ofChinese("帮办代办");
    }

    @QueryMapping
    Message message() {
        return new PlatformException(GraphQlErrorCode.PAGE_SIZE_INVALID, 100).said();
    }

    @QueryMapping
    String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }

    @QueryMapping
    Total score() {
        return new Total("271/3", "90.33");
    }

    @QueryMapping
    Object broken() {
        return List.of("t_510900.score_sheet");
    }

    @QueryMapping
    @Nullable
    String missing() {
        return null;
    }

    @QueryMapping
    String fail(@Argument String how) {
        switch (how) {
            case "said" -> throw new PlatformException(GraphQlErrorCode.PAGE_TOO_LARGE, 101, 100);
            case "stale" -> throw new OptimisticLockingFailureException("update t_510900.unit set …");
            case "locked" -> throw new CannotAcquireLockException("lock t_510900.unit …");
            case "foreign" -> throw new CompletionException(new Laboratory.ForeignException());
            default -> throw new IllegalStateException("relation t_510900.score_sheet does not exist");
        }
    }

    @QueryMapping
    Thing thing(@Argument UUID id) {
        return new Thing(id.toString());
    }

    @QueryMapping
    String thingsById(@Argument List<ThingKey> keys) {
        return keys.toString();
    }

    @QueryMapping
    Window<Thing> things(Paging paging) {
        return paging.of(THINGS);
    }

    @QueryMapping
    String who() {
        return Laboratory.WHO.get() + (Thread.currentThread().isVirtual() ? " on a virtual thread" : "");
    }

    @MutationMapping
    Thing rename(@Argument String name) {
        return new Thing(name);
    }

    @SubscriptionMapping
    Flux<Count> count() {
        var first = new Count("inspector".equals(Laboratory.WHO.get()) ? 1 : 0);
        return Flux.concat(
                Flux.just(first), Flux.just(new Count(2), new Count(3)).delayElements(Duration.ofMillis(1)));
    }

    @SubscriptionMapping
    Flux<Count> fails() {
        return Flux.concat(Flux.just(new Count(1)), Flux.error(new Laboratory.ForeignException()));
    }

    @SubscriptionMapping
    Flux<Count> brittle() {
        return Flux.just(new Count(1));
    }

    @SchemaMapping
    String spoiled(Count count) {
        throw new OptimisticLockingFailureException("update t_510900.unit set …");
    }

    @SchemaMapping
    String who(Count count) {
        return Laboratory.WHO.get();
    }

    @BatchMapping
    Map<Thing, String> askedBy(List<Thing> things) {
        var who = Laboratory.WHO.get() + " asked for " + things.size();
        return things.stream().collect(Collectors.toMap(Function.identity(), _ -> who));
    }

    @SchemaMapping
    List<Thing> parts(Thing thing) {
        return List.of(thing);
    }

    @SchemaMapping
    Window<Thing> things(Thing thing, Paging paging) {
        return paging.of(THINGS);
    }
}
