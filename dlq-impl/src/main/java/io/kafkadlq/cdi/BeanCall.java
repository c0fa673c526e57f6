package io.kafkadlq.cdi;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.Verdict;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Calls a bean's method as its container would: through the contextual reference, so that its interceptors run, with the
 * application's classes in the thread's context and a request context around it. A bean that belongs to its user, such as
 * a {@code @Dependent} one, lives for one call; one whose method returns a stage until that completes.
 *
 * <p>Equal to another call of the same method for the same channel, whichever container its bean is in. Thread-safe.
 */
final class BeanCall {

    private static final Object NOTHING = new Object();

    private final BeanManager beans;
    private final Declaration declaration;
    private final Method method;
    private final Type type;
    private final RequestScope scope;

    BeanCall(BeanManager beans, Declaration declaration) {
        this.beans = beans;
        this.declaration = declaration;
        this.method = declaration.method();
        this.type = declaration.bean().type().orElseThrow();
        this.scope = beans.createInstance().select(RequestScope.class).get();
        method.setAccessible(true);
    }

    /** As the handler that the method's signature makes it. */
    RecordHandler handler() {
        Signature signature = declaration.signature();
        if (signature.takesList()) {
            return RecordHandler.lists(new Lists(this));
        }
        if (signature.returnsStage()) {
            return RecordHandler.async(new Async(this));
        }
        return signature.takesContext() || signature.returnsVerdict()
                ? RecordHandler.deciding(new Deciding(this, signature.takesContext()))
                : RecordHandler.each(new Each(this));
    }

    private Object call(List<ConsumerRecord<byte[], byte[]>> records, Object... arguments) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
        try (var underWay = EngineCall.begin(declaration.channel(), records)) {
            return scope.within(() -> onReference(arguments));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Object onReference(Object... arguments) throws Exception {
        CreationalContext<?> life =
                beans.createCreationalContext(declaration.bean().bean());
        Object result;
        try {
            result = invoke(beans.getReference(declaration.bean().bean(), type, life), arguments);
        } catch (Throwable failure) {
            life.release();
            throw failure;
        }
        if (result instanceof CompletionStage<?> stage) {
            return stage.whenComplete((answer, failure) -> life.release());
        }
        life.release();
        return result;
    }

    private Object invoke(Object reference, Object... arguments) throws Exception {
        try {
            return Optional.ofNullable(method.invoke(reference, arguments)).orElse(NOTHING);
        } catch (InvocationTargetException wrapped) {
            if (wrapped.getCause() instanceof Error error) {
                throw error;
            }
            throw wrapped.getCause() instanceof Exception failure ? failure : wrapped;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BeanCall call
                && call.method.equals(method)
                && call.declaration.channel().equals(declaration.channel());
    }

    @Override
    public int hashCode() {
        return method.hashCode();
    }

    /** A method that takes a record and returns when it is handled. */
    private record Each(BeanCall call) implements RecordHandler.Each {

        @Override
        public void handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
            call.call(List.of(record), record);
        }
    }

    /** One that wants to know which attempt it is, or says what is to become of the record. */
    private record Deciding(BeanCall call, boolean withContext) implements RecordHandler.Deciding {

        @Override
        public Verdict handle(ConsumerRecord<byte[], byte[]> record, HandlingContext context) throws Exception {
            Object answer =
                    withContext ? call.call(List.of(record), record, context) : call.call(List.of(record), record);
            return answer instanceof Verdict verdict ? verdict : call.withoutVerdict();
        }
    }

    private Verdict withoutVerdict() {
        if (declaration.signature().returnsVerdict()) {
            throw new NullPointerException(declaration + " returned null instead of a verdict");
        }
        return Verdict.done();
    }

    /** One that starts to handle a record. */
    private record Async(BeanCall call) implements RecordHandler.EachAsync {

        @Override
        public CompletionStage<?> handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
            if (call.call(List.of(record), record) instanceof CompletionStage<?> stage) {
                return stage;
            }
            throw new NullPointerException(call.declaration + " returned null instead of a stage");
        }
    }

    /** One that takes what has gathered. */
    private record Lists(BeanCall call) implements RecordHandler.Lists {

        @Override
        public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
            call.call(records, records);
        }
    }
}
