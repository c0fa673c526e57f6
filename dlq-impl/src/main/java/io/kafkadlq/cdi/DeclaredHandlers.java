package io.kafkadlq.cdi;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.cdi.DlqConsumer;
import io.kafkadlq.api.cdi.RetryHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.boot.Handled;
import io.kafkadlq.cdi.Declaration.Kind;
import io.kafkadlq.core.config.ChannelName;
import io.kafkadlq.core.engine.Application;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the annotations of an application say, gathered while it is deployed, and whether they can work.
 *
 * <p>Threading: the container's deploying thread.
 */
final class DeclaredHandlers {

    private final List<Declaration> declarations = new ArrayList<>();
    private final Set<String> intercepted = new TreeSet<>();
    private final Map<Method, Kind> annotated = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /** Notes a class with annotations, a bean or not: message-driven beans are intercepted, but none to call. */
    void seen(AnnotatedType<?> type) {
        // Interceptors and stereotypes are annotated to say what they are for.
        if (type.isAnnotationPresent(Interceptor.class) || type.getJavaClass().isAnnotation()) {
            return;
        }
        List<Interception> found = Interception.in(type);
        found.forEach(interception -> {
            intercepted.add(interception.channel());
            interception.problems().forEach(problems::add);
        });
        if (type.isAnnotationPresent(DeadLettered.class) && found.isEmpty()) {
            problems.add("@DeadLettered class " + type.getJavaClass().getName()
                    + " has no method with a ConsumerRecord among its parameters: remove the annotation, or add one");
        }
        type.getMethods().forEach(method -> Stream.of(Kind.CONSUMER, Kind.RETRY)
                .filter(kind -> channel(kind, method).isPresent())
                .forEach(kind -> annotated.put(method.getJavaMember(), kind)));
    }

    /** Notes a bean that can be called. */
    void found(Bean<?> bean, AnnotatedType<?> type) {
        var foundBean = new FoundBean(bean);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            if (!foundBean.overrides(method.getJavaMember())) {
                Stream.of(Kind.CONSUMER, Kind.RETRY)
                        .flatMap(kind ->
                                channel(kind, method)
                                        .map(channel -> declaration(kind, channel, foundBean, method))
                                        .stream())
                        .forEach(declarations::add);
            }
        }
        Interception.in(type).stream()
                .filter(interception -> !foundBean.overrides(interception.method()))
                .map(interception -> new Declaration(
                        Kind.DEAD_LETTERED, interception.channel(), List.of(), foundBean, interception.method()))
                .forEach(declarations::add);
        bean.getStereotypes().stream()
                .filter(stereotype -> stereotype.isAnnotationPresent(DeadLettered.class))
                .forEach(stereotype -> problems.add("Stereotype " + stereotype.getName() + " of "
                        + bean.getBeanClass().getName()
                        + " has @DeadLettered: put that on the class or on its methods"));
    }

    private static Optional<String> channel(Kind kind, AnnotatedMethod<?> method) {
        return kind == Kind.CONSUMER
                ? Optional.ofNullable(method.getAnnotation(DlqConsumer.class)).map(DlqConsumer::channel)
                : Optional.ofNullable(method.getAnnotation(RetryHandler.class)).map(RetryHandler::value);
    }

    private static Declaration declaration(Kind kind, String channel, FoundBean bean, AnnotatedMethod<?> method) {
        List<String> topics = kind == Kind.CONSUMER
                ? List.of(method.getAnnotation(DlqConsumer.class).topics())
                : List.of();
        return new Declaration(kind, channel, topics, bean, method.getJavaMember());
    }

    /** All that is wrong whatever the configuration says; each a whole text. What is merely in vain is logged. */
    List<String> problems() {
        Set<Method> callable = declarations.stream().map(Declaration::method).collect(Collectors.toSet());
        annotated.forEach((method, kind) -> {
            if (!callable.contains(method)) {
                Log.notOnABean(Declaration.inWords(kind, method));
            }
        });
        Stream<String> ofEach = declarations.stream().flatMap(Declaration::problems);
        Stream<String> ofSeveral = Stream.of(Kind.CONSUMER, Kind.RETRY).flatMap(this::tooMany);
        return Stream.of(problems.stream(), ofEach, ofSeveral)
                .flatMap(all -> all)
                .distinct()
                .toList();
    }

    private Stream<String> tooMany(Kind kind) {
        return byChannel(kind).entrySet().stream()
                .filter(channel -> channel.getValue().size() > 1)
                .map(channel -> "Channel '" + channel.getKey() + "' has more than one handler: "
                        + inWords(channel.getValue()) + ": leave one of them");
    }

    /** All that is wrong with it by this configuration; each a whole text. */
    List<String> problemsWith(DlqConfig config) {
        Stream<String> untold = byChannel(Kind.CONSUMER).entrySet().stream()
                .filter(channel -> channel.getValue().get(0).topics().isEmpty())
                .filter(channel -> configOf(config, channel.getKey())
                        .filter(known -> known.processing().topics().isEmpty())
                        .isPresent())
                .map(channel -> channel.getValue().get(0)
                        + " has no topics: name them in the annotation, or in dlq.channel." + channel.getKey()
                        + ".processing.topics; if it is for retries alone, write @RetryHandler(\"" + channel.getKey()
                        + "\")");
        Stream<String> unretried = retryingByDefault().entrySet().stream()
                .filter(channel -> channel.getValue().stream().noneMatch(this::isReported))
                .filter(channel -> configOf(config, channel.getKey())
                        .filter(known -> known.retry().by() != RetriedBy.NOBODY)
                        .isPresent())
                .flatMap(channel -> cannotRetry(channel.getKey(), channel.getValue()).stream());
        return Stream.concat(untold, unretried).toList();
    }

    private boolean isReported(Declaration declaration) {
        return problems.stream().anyMatch(problem -> problem.startsWith(declaration + " "));
    }

    private static Optional<String> cannotRetry(String channel, List<Declaration> candidates) {
        String otherwise =
                "a method with @RetryHandler(\"" + channel + "\"), or set dlq.channel." + channel + ".retry.by=nobody";
        if (candidates.size() > 1) {
            return Optional.of("A retry of channel '" + channel + "' could call any of " + inWords(candidates)
                    + ": add " + otherwise);
        }
        Declaration only = candidates.get(0);
        return only.signature()
                .unfit()
                .map(what -> only + ", which a retry of channel '" + channel + "' would call, " + what + "; else add "
                        + otherwise);
    }

    private static Optional<ChannelConfig> configOf(DlqConfig config, String channel) {
        return Optional.ofNullable(config.channels().get(channel));
    }

    /** What the configuration has to fit. */
    Handled handled() {
        Map<String, List<String>> declared = new TreeMap<>();
        intercepted.forEach(channel -> declared.put(channel, List.of()));
        declarations.forEach(declaration -> declared.merge(
                declaration.channel(), declaration.topics(), (one, other) -> one.isEmpty() ? other : one));
        // Those are reported already, as what they are.
        declared.keySet().removeIf(channel -> !ChannelName.isLegal(channel));
        declared.replaceAll((channel, topics) ->
                topics.stream().filter(Declaration::isLegalTopic).toList());
        Set<String> retried = new TreeSet<>(byChannel(Kind.RETRY).keySet());
        retried.addAll(retryingByDefault().keySet());
        Set<String> consumed = new TreeSet<>(byChannel(Kind.CONSUMER).keySet());
        consumed.retainAll(declared.keySet());
        retried.retainAll(declared.keySet());
        return new Handled(consumed, retried, declared);
    }

    /** What can be called, by these beans; their retries follow the policies. */
    Application application(BeanManager beans, Map<String, RetryPolicy> policies) {
        Map<String, RecordHandler> retrying = new TreeMap<>();
        retryingByDefault().forEach((channel, candidates) -> {
            if (cannotRetry(channel, candidates).isEmpty()) {
                retrying.put(channel, handler(beans, candidates));
            }
        });
        byChannel(Kind.RETRY).forEach((channel, methods) -> retrying.put(channel, handler(beans, methods)));
        Map<String, RecordHandler> consuming = new TreeMap<>();
        byChannel(Kind.CONSUMER).forEach((channel, methods) -> consuming.put(channel, handler(beans, methods)));
        return new Application(consuming, retrying, policies);
    }

    private static RecordHandler handler(BeanManager beans, List<Declaration> declared) {
        return new BeanCall(beans, declared.get(0)).handler();
    }

    /** Methods that would do the retries of channels that have no other. */
    private Map<String, List<Declaration>> retryingByDefault() {
        Map<String, List<Declaration>> candidates = byChannel(Kind.DEAD_LETTERED);
        candidates.keySet().removeAll(byChannel(Kind.CONSUMER).keySet());
        candidates.keySet().removeAll(byChannel(Kind.RETRY).keySet());
        return candidates;
    }

    private Map<String, List<Declaration>> byChannel(Kind kind) {
        return declarations.stream()
                .filter(declaration -> declaration.kind() == kind)
                .collect(Collectors.groupingBy(Declaration::channel, TreeMap::new, Collectors.toList()));
    }

    private static String inWords(List<Declaration> methods) {
        return methods.stream()
                .map(one -> one + " of " + one.bean().bean().getBeanClass().getSimpleName())
                .collect(Collectors.joining(", "));
    }
}
