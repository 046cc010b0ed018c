package cn.zhengping.app.reviews;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Totals from outside the sheets over GraphQL. */
@Controller
class InputController {

    private final Inputs inputs;

    InputController(Inputs inputs) {
        this.inputs = inputs;
    }

    record RecordInputInput(
            UUID application,
            String name,
            BigDecimal value,
            String source,
            @Nullable String idempotencyKey) {}

    @QueryMapping
    List<Inputs.Asked> scoringInputs(@Argument UUID application) {
        return inputs.of(application);
    }

    @MutationMapping
    Inputs.Asked recordInput(@Argument RecordInputInput input) {
        return inputs.record(input.application(), input.name(), input.value(), input.source(), input.idempotencyKey());
    }
}
