package io.tutorproof.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Phase;
import io.tutorproof.claim.Verdict;
import io.tutorproof.observe.Event;
import io.tutorproof.observe.Snapshot;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How results are written as JSON and read again. Every text that is written has its secrets removed. */
final class ResultMapper {
    private static final JsonMapper ON_ONE_LINE = builder().build();

    /** The one mapper: as Jackson has it, but for an event of a history, which is one line. */
    static final JsonMapper MAPPER = builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule("lines").addSerializer(Event.class, new OneLine()))
            .build();

    private ResultMapper() {}

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .changeDefaultVisibility(visibility -> visibility
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE)
                        .withFieldVisibility(Visibility.ANY))
                .changeDefaultNullHandling(nulls -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                .annotationIntrospector(new NullsAsDeclared())
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .addMixIn(Verdict.class, VerdictJson.class)
                .addMixIn(Evidence.class, EvidenceJson.class)
                .addMixIn(Snapshot.class, SnapshotJson.class)
                .addMixIn(Event.Change.class, LowerCase.class)
                .addMixIn(Phase.class, LowerCase.class)
                .addMixIn(MutantResult.Fate.class, LowerCase.class)
                .addMixIn(RunResult.Stage.Name.class, LowerCase.class)
                .addModule(new SimpleModule("plain")
                        .addSerializer(String.class, new WithoutSecrets())
                        .addSerializer(Instant.class, new Milliseconds()));
    }

    /** Lets be null or missing what the code says may be null, and nothing else. */
    private static final class NullsAsDeclared extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return isNullable(annotated)
                    ? JsonSetter.Value.forValueNulls(Nulls.SET)
                    : super.findSetterInfo(config, annotated);
        }

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return !isNullable(member);
        }

        private static boolean isNullable(Annotated annotated) {
            AnnotatedType type = null;
            if (annotated instanceof AnnotatedField field) {
                type = field.getAnnotated().getAnnotatedType();
            } else if (annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getMember() instanceof Executable executable) {
                type = executable.getAnnotatedParameterTypes()[parameter.getIndex()];
            }
            return type != null && type.isAnnotationPresent(Nullable.class);
        }
    }

    private interface VerdictJson {
        @JsonValue
        String id();
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private interface LowerCase {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Evidence.Command.class, name = "command"),
        @JsonSubTypes.Type(value = Evidence.Fact.class, name = "fact"),
        @JsonSubTypes.Type(value = Evidence.Response.class, name = "response"),
        @JsonSubTypes.Type(value = Evidence.Requests.class, name = "requests"),
        @JsonSubTypes.Type(value = Evidence.Window.class, name = "window"),
        @JsonSubTypes.Type(value = Evidence.Control.class, name = "control")
    })
    private interface EvidenceJson {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Snapshot.Pod.class, name = "pod"),
        @JsonSubTypes.Type(value = Snapshot.ReplicaSet.class, name = "replicaset"),
        @JsonSubTypes.Type(value = Snapshot.Deployment.class, name = "deployment"),
        @JsonSubTypes.Type(value = Snapshot.Service.class, name = "service"),
        @JsonSubTypes.Type(value = Snapshot.Ingress.class, name = "ingress"),
        @JsonSubTypes.Type(value = Snapshot.Endpoints.class, name = "endpoints")
    })
    private interface SnapshotJson {}

    private static final class WithoutSecrets extends ValueSerializer<String> {
        @Override
        public void serialize(String text, JsonGenerator json, SerializationContext context) {
            json.writeString(Secrets.removedFrom(text));
        }
    }

    private static final class Milliseconds extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(instant.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }

    private static final class OneLine extends ValueSerializer<Event> {
        @Override
        public void serialize(Event event, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(ON_ONE_LINE.writeValueAsString(event));
        }
    }
}
